package io.headwater.job;

import io.headwater.config.LearningConfig;
import io.headwater.learn.LatentRecord;
import java.util.DoubleSummaryStatistics;

/**
 * Sums up a {@link CrossPrediction}, window by window in the order in which the learner saw them.
 */
final class CrossTally {
  private final LearningConfig learning;
  private final DoubleSummaryStatistics learned = new DoubleSummaryStatistics();
  private final DoubleSummaryStatistics heldOut = new DoubleSummaryStatistics();
  private final DoubleSummaryStatistics onlyScored = new DoubleSummaryStatistics();
  private long position;

  CrossTally(LearningConfig learning) {
    this.learning = learning;
  }

  void add(LatentRecord latent) {
    DoubleSummaryStatistics part =
        learning.isOnlyScored(position, latent.subject())
            ? onlyScored
            : learning.isHeldOut(position) ? heldOut : learned;
    position++;
    double loss = latent.estimate().crossLoss();
    if (Double.isFinite(loss)) {
      part.accept(loss);
    }
  }

  CrossPrediction result() {
    return new CrossPrediction(
        CrossPrediction.Loss.of(learned),
        CrossPrediction.Loss.of(heldOut),
        CrossPrediction.Loss.of(onlyScored));
  }
}
