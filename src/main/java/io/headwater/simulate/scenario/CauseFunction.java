package io.headwater.simulate.scenario;

import io.headwater.simulate.Draws;
import io.headwater.simulate.scenario.Equations.Mechanism;
import java.util.List;
import java.util.SplittableRandom;

/** What the parents of a latent do to it, before standardising. */
interface CauseFunction {
  /**
   * @param z latents, of which the parents are known
   */
  double value(double[] z);

  /** A Lipschitz constant in the maximum norm: the most that the value can change per unit. */
  double steepest();

  /** Draws the function of the given parents. */
  static CauseFunction draw(Mechanism mechanism, SplittableRandom random, List<Integer> parents) {
    int[] of = parents.stream().mapToInt(Integer::intValue).toArray();
    int n = of.length;
    if (mechanism == Mechanism.LEAKY) {
      return new Leaky(
          of,
          Draws.signed(random, 1, 0.8, 1.4)[0],
          0.5 + random.nextDouble(),
          0.5 * random.nextGaussian());
    }
    double[] linear = Draws.signed(random, n, 0.3, 1);
    double[] curved = Draws.signed(random, n, 0.3, 1);
    double[] bend = new double[n];
    for (int p = 0; p < n; p++) {
      bend[p] = 0.7 * random.nextGaussian();
      curved[p] =
          switch (mechanism) {
            case LINEAR -> 0;
            case MONOTONE -> Math.copySign(curved[p], linear[p]);
            default -> curved[p];
          };
    }
    return new Bent(of, linear, curved, bend);
  }

  /** {@code a · leakyReLU(p + c) + .6 tanh(b p)} with p the sum of the parents. */
  record Leaky(int[] parents, double slope, double bend, double offset) implements CauseFunction {
    private static final double LEAK = 0.2;
    private static final double TANH = 0.6;

    @Override
    public double value(double[] z) {
      double sum = 0;
      for (int parent : parents) {
        sum += z[parent];
      }
      double shifted = sum + offset;
      return slope * (shifted > 0 ? shifted : LEAK * shifted) + TANH * StrictMath.tanh(bend * sum);
    }

    @Override
    public double steepest() {
      return parents.length * (Math.abs(slope) + TANH * bend);
    }
  }

  /** {@code Σ c1 z + c2 tanh(2 (z − b))}. */
  record Bent(int[] parents, double[] linear, double[] curved, double[] bend)
      implements CauseFunction {
    @Override
    public double value(double[] z) {
      double sum = 0;
      for (int p = 0; p < parents.length; p++) {
        double parent = z[parents[p]];
        sum += linear[p] * parent;
        if (curved[p] != 0) {
          sum += curved[p] * StrictMath.tanh(2 * (parent - bend[p]));
        }
      }
      return sum;
    }

    @Override
    public double steepest() {
      double sum = 0;
      for (int p = 0; p < parents.length; p++) {
        sum += Math.abs(linear[p]) + 2 * Math.abs(curved[p]);
      }
      return sum;
    }
  }
}
