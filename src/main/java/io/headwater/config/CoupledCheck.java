package io.headwater.config;

import java.util.List;

/** What coupled latents need: two modalities, as many latents in each, a contrast that can be. */
final class CoupledCheck {
  /** Beyond this a step spends its time on negatives. */
  private static final int MOST_QUEUED = 65_536;

  private final HeadwaterConfig config;
  private final Problems problems;

  CoupledCheck(HeadwaterConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
  }

  void run() {
    CoupledConfig coupled = config.estimator().coupled();
    if (!(coupled.temperature() > 0 && Double.isFinite(coupled.temperature()))) {
      problems.add(
          "estimator.coupled.temperature",
          "%s cannot divide a distance; use a number over 0, such as %s."
              .formatted(coupled.temperature(), coupled.geometry().temperature()));
    }
    new Ranges(problems).between("estimator.coupled.queue", coupled.queue(), 0, MOST_QUEUED);
    if (config.modalities().size() == 1) {
      problems.add(
          "modalities",
          "the estimator 'coupled' contrasts modalities, and there is one; declare another.");
    }
    List<Integer> latents =
        config.modalities().stream()
            .filter(m -> !m.latents().isAuto())
            .map(ModalityConfig::mostLatents)
            .distinct()
            .toList();
    if (latents.size() > 1) {
      problems.add(
          "modalities",
          "the estimator 'coupled' has as many latents in each modality, and these declare %s; give all the same number."
              .formatted(latents));
    }
    if (!config.shared().isEmpty()) {
      problems.add(
          "shared",
          "belongs to the estimator 'sun': coupled latents have partners in every modality already; remove it.");
    }
  }
}
