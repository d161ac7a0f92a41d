package io.headwater.estimator.mixture;

import io.headwater.model.mixture.NodeDagFit;
import io.headwater.model.mixture.NodeTables;
import io.headwater.model.mixture.OccurringOutcomes;
import io.headwater.model.mixture.OutcomeSpace;
import java.util.random.RandomGenerator;

/**
 * Evidence from the outcomes that windows have, where not all can be listed.
 *
 * @param fit of the windows learned from
 * @param learned their outcomes
 * @param rows their effective number
 * @param apart outcomes of windows held out
 */
record NodeEvidence(
    OutcomeSpace space,
    NodeDagFit fit,
    OccurringOutcomes learned,
    double rows,
    OccurringOutcomes apart)
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
    NodeTables tables = fit.tables(dag);
    double sum = 0;
    for (int c = 0; c < apart.size(); c++) {
      sum += apart.mass()[c] * tables.logProbability(apart.categories()[c]);
    }
    return sum;
  }

  @Override
  public boolean[][] resampled(RandomGenerator random) {
    int drawn = (int) Math.max(1, Math.round(rows));
    return new NodeDagFit(space, learned.resampled(drawn, random), rows).climbed();
  }
}
