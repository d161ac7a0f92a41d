package io.headwater.suite.recording;

import java.util.Arrays;
import java.util.List;

/** What a probe may read of a window, in the order of the table. */
enum FeatureSet {
  LATENTS("latents"),
  PRINCIPAL("principal components"),
  RANDOM("random encoder"),
  COMPONENTS("latents and exogenous"),
  PRINCIPAL_OF_COMPONENTS("principal components, as many"),
  RANDOM_COMPONENTS("random encoder, as many"),
  SUMMARIES("mean and deviation per channel");

  private final String label;

  FeatureSet(String label) {
    this.label = label;
  }

  /** Its name in tables and files. */
  String label() {
    return label;
  }

  /** Those that have to beat others. */
  static List<FeatureSet> learned() {
    return Arrays.stream(values()).filter(FeatureSet::isLearned).toList();
  }

  boolean isLearned() {
    return !rivals().isEmpty();
  }

  /**
   * What learned features have to beat: as many numbers, without learning; empty for the others.
   */
  List<FeatureSet> rivals() {
    return switch (this) {
      case LATENTS -> List.of(PRINCIPAL, RANDOM);
      case COMPONENTS -> List.of(PRINCIPAL_OF_COMPONENTS, RANDOM_COMPONENTS);
      default -> List.of();
    };
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(FeatureSet::label).toList();
  }
}
