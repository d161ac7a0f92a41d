package io.headwater.config;

/** Ranges of the settings of the kind {@code shared}. */
final class SharingCheck {
  private static final String PATH = "estimator.sharing.";
  private static final double MOST_WEIGHT = 100;
  private static final int MOST_STEPS = 1_000_000;

  private final HeadwaterConfig config;
  private final Problems problems;

  SharingCheck(HeadwaterConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
  }

  void run() {
    SharingConfig sharing = config.estimator().sharing();
    if (sharing == null || !config.estimator().kind().equals(EstimatorConfig.SHARED)) {
      return;
    }
    if (!(sharing.kappa() > 0 && sharing.kappa() < 1)) {
      problems.add(
          PATH + "kappa", "%s is outside 0 to 1, both excluded.".formatted(sharing.kappa()));
    } else if (!(sharing.grey() > sharing.kappa() && sharing.grey() < 1)) {
      problems.add(
          PATH + "grey",
          "%s is not between kappa (%s) and 1, both excluded."
              .formatted(sharing.grey(), sharing.kappa()));
    }
    if (!(sharing.weight() >= 0 && sharing.weight() <= MOST_WEIGHT)) {
      problems.add(
          PATH + "weight", "%s is outside 0 to %.0f.".formatted(sharing.weight(), MOST_WEIGHT));
    }
    Ranges ranges = new Ranges(problems);
    ranges.between(PATH + "warm-up", sharing.warmUp(), 0, MOST_STEPS);
    ranges.between(PATH + "ramp", sharing.ramp(), 1, MOST_STEPS);
    if (!config.shared().isEmpty()) {
      problems.add(
          "shared",
          "the estimator 'shared' finds what modalities have in common; remove the blocks and count their latents among those of each member.");
    }
  }
}
