package io.headwater.estimator.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.Verdict;
import io.headwater.window.AlignedWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Data that the model does not fit: the report must say so, however well it reconstructs them. */
final class MixtureControlsTest {
  private static IdentifiabilityReport learned(
      List<AlignedWindow> windows, List<AlignedWindow> heldOut) {
    MixtureSettings settings =
        MixtureSettings.of(2, List.of(2, 2)).withHidden(16).withRefitSteps(150);
    try (MixtureEstimator learner =
        MixtureEstimator.create(TwoNodes.shapes(), settings, 4, MixtureEstimator.CPU)) {
      learner.observe(windows);
      learner.step(windows.subList(0, 64));
      learner.refit(windows, heldOut);
      return learner.report();
    }
  }

  private static FindingStatus status(IdentifiabilityReport report, String condition) {
    return report.findings().stream()
        .filter(f -> f.condition().startsWith(condition))
        .map(ConditionFinding::status)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBlobHasNoClustersWhateverThePriorMakesOfItsCodes() {
    IdentifiabilityReport report = learned(TwoNodes.blob(0, 640), TwoNodes.blob(5000, 5300));
    assertThat(report.verdict(MixtureEstimator.CAUSES)).isEqualTo(Verdict.NONE);
    assertThat(status(report, "clusters lie apart")).isEqualTo(FindingStatus.REFUTED);
  }

  @Test
  void modalitiesOfOtherWindowsHaveNothingInCommon() {
    IdentifiabilityReport report =
        learned(TwoNodes.shuffled(0, 640), TwoNodes.shuffled(5000, 5300));
    assertThat(report.verdict(MixtureEstimator.CAUSES)).isEqualTo(Verdict.NONE);
    assertThat(report.verdict(MixtureEstimator.JOINT)).isEqualTo(Verdict.NONE);
    assertThat(status(report, "modalities show the same")).isEqualTo(FindingStatus.REFUTED);
  }
}
