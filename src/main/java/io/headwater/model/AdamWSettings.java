package io.headwater.model;

/**
 * Settings of {@link AdamW}.
 *
 * @param rate learning rate after the warm-up
 * @param warmUp steps of linear warm-up
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon added to the root of the second moment
 * @param weightDecay decoupled weight decay
 * @param clip greatest global gradient norm that enters the moments
 */
public record AdamWSettings(
    double rate,
    int warmUp,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double clip) {

  /** Adam's own defaults (Kingma and Ba 2015). */
  public static final double DEFAULT_BETA1 = 0.9;

  public static final double DEFAULT_BETA2 = 0.999;
  public static final double DEFAULT_EPSILON = 1e-8;

  /** Long enough for the second moment to mean something. */
  public static final int DEFAULT_WARM_UP = 100;

  /** Light: keeps unused directions from drifting over an endless stream. */
  public static final double DEFAULT_WEIGHT_DECAY = 1e-4;

  /** A norm above this is a broken batch rather than a steep one; the step is skipped. */
  public static final double EXPLODED_NORM = 1e4;

  public static AdamWSettings of(double rate, double clip) {
    return new AdamWSettings(
        rate,
        DEFAULT_WARM_UP,
        DEFAULT_BETA1,
        DEFAULT_BETA2,
        DEFAULT_EPSILON,
        DEFAULT_WEIGHT_DECAY,
        clip);
  }

  public AdamWSettings withWeightDecay(double decay) {
    return new AdamWSettings(rate, warmUp, beta1, beta2, epsilon, decay, clip);
  }

  /** Rate of the given applied step, from 1. */
  public double rateAt(long step) {
    return warmUp <= 0 ? rate : rate * Math.min(1.0, (double) step / warmUp);
  }
}
