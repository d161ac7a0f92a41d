package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.ScenarioWindows;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Encoders that learned a scenario of two modalities with two latents each. */
class MissingLatentTest {
  private static final int WINDOWS = 2000;
  private static final int STEPS = 600;
  private static final int BATCH = 64;

  @Test
  void nothingIsMissingFromAsManyLatentsAsThereAre() {
    assertThat(findings(2)).allMatch(f -> f.status() == FindingStatus.SUPPORTED);
  }

  @Test
  void aModalityWithALatentTooFewIsNamedAndNoOther() {
    List<ConditionFinding> findings = findings(1);
    assertThat(findings.get(0).status()).isEqualTo(FindingStatus.REFUTED);
    assertThat(findings.get(0).consequence()).contains("configure more latents");
    assertThat(findings.get(1).status()).isEqualTo(FindingStatus.SUPPORTED);
  }

  /**
   * What the report says of the rest of each modality's summaries.
   *
   * @param latents of the first modality
   */
  private static List<ConditionFinding> findings(int latents) {
    ScenarioWindows data = new ScenarioWindows("s1", 12, WINDOWS);
    List<ModalityShape> shapes = new ArrayList<>(data.shapes());
    shapes.set(0, shapes.get(0).withLatents(latents));
    SunSettings settings = SunSettings.defaults().withHidden(32);
    try (SunEstimator learner = SunEstimator.create(shapes, settings, 3)) {
      learner.observe(data.windows(0, WINDOWS));
      for (int s = 0; s < STEPS; s++) {
        int from = s * BATCH % (WINDOWS - BATCH);
        learner.step(data.windows(from, from + BATCH));
      }
      int few = WINDOWS - 20; // too few held out for a solve, which is not asked for here
      learner.refit(data.windows(0, few), data.windows(few, WINDOWS));
      return learner.report().findings().stream()
          .filter(f -> f.condition().startsWith("the other modalities predict nothing"))
          .toList();
    }
  }
}
