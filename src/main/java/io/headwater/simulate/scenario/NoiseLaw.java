package io.headwater.simulate.scenario;

import io.headwater.simulate.Draws;
import io.headwater.simulate.scenario.Equations.Noise;
import java.util.SplittableRandom;

/** Draws noise of mean 0 and variance 1. */
final class NoiseLaw {
  private static final double HALF_WIDTH = Math.sqrt(3);

  private NoiseLaw() {}

  static double draw(Noise law, SplittableRandom random) {
    return switch (law) {
      case LAPLACE -> Draws.laplace(random);
      case GAUSSIAN -> random.nextGaussian();
      case UNIFORM -> (2 * random.nextDouble() - 1) * HALF_WIDTH;
    };
  }

  static double[] draw(Noise law, SplittableRandom random, int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = draw(law, random);
    }
    return values;
  }
}
