package io.headwater.simulate.scenario;

import io.headwater.simulate.Draws;
import java.util.List;
import java.util.SplittableRandom;

/** How parents scale the noise of their child: {@code exp(h tanh(Σ w z))}. */
record NoiseScale(int[] parents, double[] weights, double heteroscedasticity) {

  static NoiseScale draw(
      double heteroscedasticity, SplittableRandom random, List<Integer> parents) {
    return new NoiseScale(
        parents.stream().mapToInt(Integer::intValue).toArray(),
        Draws.signed(random, parents.size(), 0.7, 1.3),
        heteroscedasticity);
  }

  double value(double[] z) {
    if (heteroscedasticity == 0) {
      return 1;
    }
    double sum = 0;
    for (int p = 0; p < parents.length; p++) {
      sum += weights[p] * z[parents[p]];
    }
    return StrictMath.exp(heteroscedasticity * StrictMath.tanh(sum));
  }
}
