package io.headwater.config;

import io.headwater.estimator.mixture.MixtureEstimator;
import io.headwater.model.mixture.OutcomeSpace;
import io.headwater.model.mixture.PhysicsFormula;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Nodes, latent and formulas of the kind {@code mixture}. */
final class MixtureCheck {
  private static final String PATH = "estimator.mixture";

  /** More would make a mixture of diagonal Gaussians meaningless. */
  private static final int MOST_DIMENSIONS = 64;

  /** What is published in the place of modalities. */
  private static final List<String> BLOCKS =
      List.of(MixtureEstimator.JOINT, MixtureEstimator.CAUSES);

  private final HeadwaterConfig config;
  private final Problems problems;
  private final Ranges ranges;

  MixtureCheck(HeadwaterConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
    ranges = new Ranges(problems);
  }

  void run() {
    MixtureConfig mixture = config.estimator().mixture();
    if (mixture == null) {
      return;
    }
    ranges.between(PATH + ".dimensions", mixture.dimensions(), 1, MOST_DIMENSIONS);
    categories(mixture);
    mixture.formulas().forEach(this::formula);
    for (int m = 0; m < config.modalities().size(); m++) {
      String name = config.modalities().get(m).name();
      if (BLOCKS.contains(name)) {
        problems.add(
            "modalities[" + m + "].name",
            "'%s' is what the estimator 'mixture' calls a block of its own; choose another name."
                .formatted(name));
      }
    }
    if (!config.shared().isEmpty()) {
      problems.add(
          "shared",
          "belongs to the estimator 'sun'; with 'mixture' all modalities share one latent. Remove it.");
    }
  }

  private void categories(MixtureConfig mixture) {
    List<Integer> categories = mixture.categories();
    String path = PATH + ".categories";
    if (categories.isEmpty()) {
      problems.add(path, "names no node; give the number of categories of each, such as [2, 2].");
      return;
    }
    boolean all = true;
    for (int l = 0; l < categories.size(); l++) {
      if (categories.get(l) < 2) {
        all = false;
        problems.add(
            path + "[" + l + "]",
            "%d categories say nothing; a node has 2 at the least.".formatted(categories.get(l)));
      }
    }
    if (all && OutcomeSpace.outcomes(categories) > OutcomeSpace.MOST_OUTCOMES) {
      factorial(mixture, new OutcomeSpace(categories));
    }
  }

  /** Beyond the bound outcomes are not listed, and nodes must tell themselves apart. */
  private void factorial(MixtureConfig mixture, OutcomeSpace space) {
    String many =
        "%s has %d joint outcomes, more than the %d that are summed over"
            .formatted(space.categories(), space.outcomes(), OutcomeSpace.MOST_OUTCOMES);
    if (mixture.dimensions() < space.contrasts()) {
      problems.add(
          PATH + ".categories",
          "%s; each node then needs directions of its own in the latent, one less than it has categories. Set %s.dimensions to %d or more, or use fewer nodes or categories."
              .formatted(many, PATH, space.contrasts()));
    }
    if (!mixture.formulas().isEmpty()) {
      problems.add(
          PATH + ".experts",
          "%s, and a formula has parameters for each of them; remove it, or use fewer nodes or categories."
              .formatted(many));
    }
  }

  private void formula(String modality, String word) {
    String path = PATH + ".experts." + modality;
    List<String> names = config.modalities().stream().map(ModalityConfig::name).toList();
    Optional<ModalityConfig> declared =
        config.modalities().stream().filter(m -> m.name().equals(modality)).findFirst();
    if (declared.isEmpty()) {
      problems.add(path, Nearest.sentence(modality, "a modality", names));
    } else if (!PhysicsFormula.words().contains(word)) {
      problems.add(path, Nearest.sentence(word, "a formula", PhysicsFormula.words()));
    } else if (isWide(declared.get())) {
      problems.add(
          path,
          "describes one curve, and '%s' has %d channels over time; declare one modality per channel."
              .formatted(modality, declared.get().channels().size()));
    }
  }

  /** Several channels with several steps each; one step of many channels is a curve too. */
  private boolean isWide(ModalityConfig modality) {
    Duration window = config.window().size();
    return modality.rate() != null
        && modality.channels().size() > 1
        && modality.rate() * window.toMillis() / 1000.0 > 1;
  }
}
