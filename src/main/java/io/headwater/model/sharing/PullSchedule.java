package io.headwater.model.sharing;

/**
 * How the module comes in: nothing while codes form, then with growing weight; matching generous
 * and soft at first, strict and hard in the end.
 *
 * @param warmUp steps without it
 * @param ramp steps over which it comes in
 * @param weight of the loss from then on
 */
public record PullSchedule(int warmUp, int ramp, double weight) {
  /** At a half every pair is worth matching that goes together at all. */
  static final double FIRST_KAPPA = 0.5;

  /** Pairs that correlate by less than .8 are left alone. */
  static final double LAST_KAPPA = 0.1;

  static final double FIRST_BLUR = 0.1;
  static final double LAST_BLUR = 0.02;

  public PullSchedule {
    if (warmUp < 0 || ramp < 1 || !(weight >= 0)) {
      throw new IllegalArgumentException(
          "A pull needs a warm-up of at least 0 (%d), a ramp of at least 1 step (%d) and a weight of at least 0 (%s)."
              .formatted(warmUp, ramp, weight));
    }
  }

  /** Share of the ramp done, 0 to 1. */
  double progress(long step) {
    return Math.max(0, Math.min(1, (step - warmUp) / (double) ramp));
  }

  double weight(long step) {
    return weight * progress(step);
  }

  double kappa(long step) {
    return FIRST_KAPPA + (LAST_KAPPA - FIRST_KAPPA) * progress(step);
  }

  double blur(long step) {
    return FIRST_BLUR + (LAST_BLUR - FIRST_BLUR) * progress(step);
  }
}
