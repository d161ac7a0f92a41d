package io.headwater.estimator.mixture;

import io.headwater.model.mixture.DagFit;
import io.headwater.model.mixture.OutcomeSpace;
import java.util.random.RandomGenerator;

/**
 * Evidence from the masses of all joint outcomes.
 *
 * @param fit of the windows learned from
 * @param masses by outcome, of the windows learned from
 * @param rows their effective number
 * @param heldOutMasses by outcome, of windows held out
 */
record ListedEvidence(
    OutcomeSpace space, DagFit fit, double[] masses, double rows, double[] heldOutMasses)
    implements GraphEvidence {

  @Override
  public double edgeGain(boolean[][] dag, int source, int target) {
    return fit.edgeGain(dag, source, target);
  }

  @Override
  public boolean[][] reversed(boolean[][] dag, int source, int target) {
    return fit.reversed(dag, source, target);
  }

  @Override
  public double heldOut(boolean[][] dag) {
    double[] log = fit.logProbabilities(dag);
    double sum = 0;
    for (int c = 0; c < log.length; c++) {
      sum += heldOutMasses[c] * log[c];
    }
    return sum;
  }

  @Override
  public boolean[][] resampled(RandomGenerator random) {
    int drawn = (int) Math.max(1, Math.round(rows));
    double[] out = new double[masses.length];
    for (int r = 0; r < drawn; r++) {
      double at = random.nextDouble();
      int c = 0;
      while (c < masses.length - 1 && at >= masses[c]) {
        at -= masses[c++];
      }
      out[c] += 1.0 / drawn;
    }
    return new DagFit(space, out, rows).climbed();
  }
}
