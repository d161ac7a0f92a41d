package io.headwater.config;

/** The kind of estimator, and that nothing is set that it does not know. */
final class EstimatorKindCheck {
  private final EstimatorConfig estimator;
  private final HeadwaterConfig config;
  private final Problems problems;

  EstimatorKindCheck(HeadwaterConfig config, Problems problems) {
    this.config = config;
    this.estimator = config.estimator();
    this.problems = problems;
  }

  void run() {
    String kind = estimator.kind();
    if (!EstimatorConfig.KINDS.contains(kind)) {
      problems.add("estimator.kind", Nearest.sentence(kind, "an estimator", EstimatorConfig.KINDS));
      return;
    }
    onlyWith(EstimatorConfig.COUPLED, "estimator.coupled", estimator.coupled());
    if (kind.equals(EstimatorConfig.COUPLED)) {
      new CoupledCheck(config, problems).run();
    }
    onlyWith(EstimatorConfig.MIXTURE, "estimator.mixture", estimator.mixture());
    onlyWith(EstimatorConfig.SHARED, "estimator.sharing", estimator.sharing());
    onlyWith(EstimatorConfig.SUN, "estimator.graph", estimator.graph());
    if (!kind.equals(EstimatorConfig.SUN)
        && config.modalities().stream().anyMatch(m -> m.latents().isAuto())) {
      problems.add(
          "modalities",
          "only the estimator 'sun' counts latents, and this one is '%s'; give every modality a number of latents."
              .formatted(kind));
    }
    new SharingCheck(config, problems).run();
  }

  private void onlyWith(String kind, String path, Object set) {
    if (set != null && !estimator.kind().equals(kind)) {
      problems.add(
          path,
          "belongs to the estimator '%s', and this one is '%s'; remove it."
              .formatted(kind, estimator.kind()));
    }
  }
}
