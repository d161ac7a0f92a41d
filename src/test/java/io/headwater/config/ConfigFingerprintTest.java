package io.headwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFingerprintTest {
  private static final String YAML =
      """
      modalities:
        - {name: hr, rate: 1, channels: [hr, spo2]}
        - {name: profile, kind: tabular, channels: [age]}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed=2",
        "window.size=30s",
        "window.slide=30s",
        "window.lateness=31s",
        "modalities[0].rate=2",
        "modalities[0].name=pulse",
        "modalities[0].channels=[spo2, hr]",
        "modalities[0].max-gap=11s",
        "modalities[0].latents=3",
        "modalities[1].exogenous=2",
        "estimator.hidden=32",
        "estimator.weight-decay=2",
        "learning.batch=16",
        "learning.drift.policy=raise-rate",
        "subjects.baseline-windows=100"
      })
  void whatShapesAModelChangesIt(String override) {
    assertThat(fingerprint(override)).isNotEqualTo(fingerprint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=other",
        "kafka.bootstrap=elsewhere:9092",
        "kafka.delivery=at-least-once",
        "kafka.topics.latents=other",
        "kafka.topics.scores=other",
        "score.chunks-before-model=5",
        "kafka.properties.security.protocol=SSL",
        "modalities[0].topic=other",
        "learning.drift.detector=none",
        "learning.drift.delta=0.1",
        "runtime.parallelism=4",
        "runtime.checkpoint-interval=1s",
        "runtime.models=file:///elsewhere",
        "runtime.gpu=0"
      })
  void whereThingsRunAndLieDoesNot(String override) {
    assertThat(fingerprint(override)).isEqualTo(fingerprint());
  }

  @Test
  void defaultsWrittenOutAreNoChange() {
    assertThat(
            fingerprint(
                "window.size=60s",
                "learning.batch=32",
                "modalities[0].latents=2",
                "estimator.weight-decay=0.0001"))
        .isEqualTo(fingerprint());
  }

  @Test
  void theOrderOfModalitiesCounts() {
    String swapped =
        """
        modalities:
          - {name: profile, kind: tabular, channels: [age]}
          - {name: hr, rate: 1, channels: [hr, spo2]}
        """;
    assertThat(ConfigFingerprint.of(ConfigLoader.parse("f", swapped, List.of())))
        .isNotEqualTo(fingerprint());
  }

  @Test
  void itIsTheSameInEveryProcess() {
    // Frozen: snapshots carry it, so a release that changes it disowns earlier models.
    assertThat(fingerprint("estimator.learning-rate=0.002"))
        .isEqualTo("009005368c23f4c583a17d72c6fdf1961a043e200657461691228178d47aaab6");
  }

  private static String fingerprint(String... overrides) {
    return ConfigFingerprint.of(ConfigLoader.parse("f.yaml", YAML, List.of(overrides)));
  }
}
