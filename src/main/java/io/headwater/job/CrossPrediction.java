package io.headwater.job;

import java.util.DoubleSummaryStatistics;

/**
 * How well the final model predicts modalities from the latents of the others. What holds for
 * windows that it learned from alone was learned by heart. Held-out windows are of the same people
 * and may overlap learned ones; held-out people are the harder test.
 *
 * @param learned windows learned from
 * @param heldOut held-out windows of the same people
 * @param onlyScored windows that were only scored
 */
public record CrossPrediction(Loss learned, Loss heldOut, Loss onlyScored) {
  private static final double BY_HEART = 1.2;

  /**
   * @param windows in which two modalities or more were present
   * @param loss mean squared error in running standard deviations; NaN without windows
   */
  public record Loss(long windows, double loss) {
    static Loss of(DoubleSummaryStatistics losses) {
      long windows = losses.getCount();
      return new Loss(windows, windows == 0 ? Double.NaN : losses.getAverage());
    }
  }

  /** Whether windows never learned from are predicted clearly worse than learned ones. */
  public boolean learnedByHeart() {
    double bar = BY_HEART * learned.loss();
    return heldOut.loss() > bar || onlyScored.loss() > bar;
  }
}
