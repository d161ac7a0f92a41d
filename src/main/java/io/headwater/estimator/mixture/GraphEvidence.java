package io.headwater.estimator.mixture;

import java.util.random.RandomGenerator;

/** What windows say of graphs over the nodes, [source][target]. */
interface GraphEvidence {
  /** Nats by which the edge shortens the description of the windows learned from. */
  double edgeGain(boolean[][] dag, int source, int target);

  /** The best graph found that has an edge the other way round. */
  boolean[][] reversed(boolean[][] dag, int source, int target);

  /** Mean log-likelihood of held-out windows under a graph's tables, nats a window. */
  double heldOut(boolean[][] dag);

  /** The graph found in windows drawn anew from those learned from. */
  boolean[][] resampled(RandomGenerator random);
}
