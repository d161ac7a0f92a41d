package io.headwater.config;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The declared shared blocks: names of their own, and modalities that exist. */
final class SharedCheck {
  private final HeadwaterConfig config;
  private final Problems problems;
  private final Ranges ranges;
  private final List<String> modalities;

  SharedCheck(HeadwaterConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
    this.ranges = new Ranges(problems);
    this.modalities =
        config.modalities().stream().map(ModalityConfig::name).filter(Objects::nonNull).toList();
  }

  void run() {
    if (!config.shared().isEmpty()
        && config.modalities().stream().anyMatch(m -> m.latents().isAuto())) {
      problems.add(
          "shared",
          "latents cannot be counted where blocks are shared, because counting does not tell a modality's own from the shared ones; give every modality a number of latents.");
    }
    Set<String> taken = new HashSet<>(modalities);
    for (int i = 0; i < config.shared().size(); i++) {
      String path = "shared[" + i + "]";
      SharedConfig block = config.shared().get(i);
      if (!config.estimator().kind().equals(EstimatorConfig.SUN)) {
        problems.add(
            path,
            "only the estimator 'sun' knows shared latents, and this one is '%s'; remove it."
                .formatted(config.estimator().kind()));
      }
      name(block.name(), path + ".name", taken);
      ranges.between(path + ".latents", block.latents(), 1, ModalityCheck.MOST_LATENTS);
      members(block, path + ".modalities");
      twin(i, path);
    }
  }

  private void name(String name, String path, Set<String> taken) {
    if (name == null) {
      problems.add(path, "is missing; give the block a name such as common.");
    } else if (!ModalityCheck.NAME.matcher(name).matches()) {
      problems.add(
          path,
          "'%s' is not a name of a shared block; use at most 63 lower-case letters, digits, dot, dash and underscore."
              .formatted(name));
    } else if (!taken.add(name)) {
      problems.add(
          path,
          "'%s' is already the name of a modality or another block, and latents are told apart by it; rename the block."
              .formatted(name));
    }
  }

  private void members(SharedConfig block, String path) {
    Set<String> seen = new HashSet<>();
    for (int k = 0; k < block.modalities().size(); k++) {
      String member = block.modalities().get(k);
      if (!modalities.contains(member)) {
        problems.add(
            path + "[" + k + "]", Nearest.sentence(member, "a declared modality", modalities));
      } else if (!seen.add(member)) {
        problems.add(
            path + "[" + k + "]", "'%s' appears twice; name each modality once.".formatted(member));
      }
    }
    if (block.modalities().size() < 2) {
      problems.add(
          path,
          "names %d; latents are shared by two modalities or more, such as [wrist, oximeter]."
              .formatted(block.modalities().size()));
    }
  }

  private void twin(int i, String path) {
    for (int j = 0; j < i; j++) {
      Set<String> members = new HashSet<>(config.shared().get(i).modalities());
      if (members.equals(new HashSet<>(config.shared().get(j).modalities()))) {
        problems.add(
            path + ".modalities",
            "are those of shared[%d], and two blocks of the same modalities cannot be told apart; make them one block of more latents."
                .formatted(j));
      }
    }
  }
}
