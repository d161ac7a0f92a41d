package io.headwater.estimator.mixture;

import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.OutcomeSpace;

/** What a mixture says of the nodes behind codes. */
interface CauseReading {
  OutcomeSpace space();

  /** Whether there is a mixture yet. */
  boolean seeded();

  /**
   * Per row a posterior over what the mixture has: its components, or the categories of its nodes.
   * Before there is a mixture all are alike.
   */
  double[][] responsibilities(LatentCodes codes);

  /**
   * Probability of each category of each node, from one row of {@link #responsibilities}.
   *
   * @return [node][category]
   */
  double[][] categories(double[] responsibility);
}
