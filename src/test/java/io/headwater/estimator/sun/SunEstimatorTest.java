package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowEstimate;
import io.headwater.model.latent.GraphConstraints;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SunEstimatorTest {
  private static final SunSettings SMALL =
      SunSettings.defaults().withHidden(16).withReplicas(2).withRefitSteps(30);

  private static SunEstimator trained(SharedCauses data, int steps) {
    return trained(data, steps, SMALL);
  }

  private static SunEstimator trained(SharedCauses data, int steps, SunSettings settings) {
    SunEstimator learner = SunEstimator.create(data.shapes(), settings, 7);
    learner.observe(data.windows(0, 200));
    advance(learner, data, 0, steps);
    return learner;
  }

  private static void advance(SunEstimator learner, SharedCauses data, int from, int to) {
    for (int s = from; s < to; s++) {
      learner.step(data.windows(32 * s, 32 * s + 32));
    }
  }

  private static double meanLoss(SunEstimator learner, List<AlignedWindow> windows) {
    return learner.infer(windows).stream()
        .mapToDouble(WindowEstimate::loss)
        .average()
        .orElseThrow();
  }

  @Test
  void lossFallsFarBelowTheMeanPredictorAndPredictionsChange() {
    SharedCauses data = SharedCauses.vectors(3, 6, 1);
    List<AlignedWindow> unseen = data.windows(1_000_000, 1_000_200);
    try (SunEstimator learner = SunEstimator.create(data.shapes(), SMALL, 7)) {
      learner.observe(data.windows(0, 200));
      List<WindowEstimate> before = learner.infer(unseen);
      advance(learner, data, 0, 400);
      List<WindowEstimate> after = learner.infer(unseen);
      assertThat(after.get(0).modalities().get(0).mean())
          .isNotEqualTo(before.get(0).modalities().get(0).mean());
      double cross = after.stream().mapToDouble(WindowEstimate::crossLoss).average().orElseThrow();
      double mean =
          after.stream().mapToDouble(WindowEstimate::meanPredictorLoss).average().orElseThrow();
      assertThat(mean).isBetween(0.7, 1.4);
      assertThat(meanLoss(learner, unseen)).isLessThan(0.3 * mean);
      assertThat(cross).isLessThan(0.8 * mean);
    }
  }

  @Test
  void sameSeedAndCallsGiveTheSameBytes() {
    SharedCauses data = SharedCauses.vectors(2, 4, 2);
    try (SunEstimator one = trained(data, 20);
        SunEstimator two = trained(data, 20)) {
      assertThat(one.save()).isEqualTo(two.save());
    }
  }

  @Test
  void restoredEstimatorContinuesBitIdentically() {
    SharedCauses data = SharedCauses.vectors(2, 5, 3);
    try (SunEstimator straight = trained(data, 30);
        SunEstimator resumed = SunEstimator.create(data.shapes(), SMALL, 7)) {
      straight.refit(data.windows(0, 400), data.windows(50_000, 50_100));
      resumed.restore(straight.save());
      assertThat(resumed.save()).isEqualTo(straight.save());
      for (SunEstimator learner : List.of(straight, resumed)) {
        learner.observe(data.windows(200, 300));
        advance(learner, data, 30, 50);
        learner.refit(data.windows(0, 400), data.windows(50_000, 50_100));
      }
      assertThat(resumed.save()).isEqualTo(straight.save());
      assertThat(resumed.graph()).isEqualTo(straight.graph());
    }
  }

  @Test
  void inferenceChangesNothing() {
    SharedCauses data = SharedCauses.vectors(2, 5, 4);
    try (SunEstimator learner = trained(data, 10)) {
      byte[] before = learner.save();
      learner.infer(data.windows(0, 70));
      assertThat(learner.save()).isEqualTo(before);
    }
  }

  @Test
  void estimatesDoNotDependOnHowManyWindowsAreAskedForTogether() {
    SharedCauses data =
        new SharedCauses(
            List.of(
                SharedCauses.vector("v", 7),
                SharedCauses.series("c", 60, 3, EncoderKind.TEMPORAL_CONVOLUTION),
                SharedCauses.series("l", 21, 2, EncoderKind.LSTM),
                SharedCauses.image("i", 9, 7, 1),
                AlternatingCauses.residual("r", 10, 9, 1, 3)),
            5);
    try (SunEstimator learner = trained(data, 6)) {
      List<AlignedWindow> windows = data.windows(5000, 5075);
      List<WindowEstimate> together = learner.infer(windows);
      for (int i = 0; i < windows.size(); i++) {
        WindowEstimate alone = learner.infer(windows.subList(i, i + 1)).get(0);
        assertThat(alone.loss()).isEqualTo(together.get(i).loss());
        assertThat(alone.crossLoss()).isEqualTo(together.get(i).crossLoss());
        for (int m = 0; m < windows.get(i).grids().size(); m++) {
          ModalityEstimate a = alone.modalities().get(m);
          ModalityEstimate b = together.get(i).modalities().get(m);
          assertThat(a.mean()).isEqualTo(b.mean());
          assertThat(a.deviation()).isEqualTo(b.deviation());
          assertThat(a.exogenousMean()).isEqualTo(b.exogenousMean());
        }
      }
    }
  }

  @Test
  void solvedEstimatesDoNotDependOnTheirNeighboursAndAbsentModalitiesComeFromThePrior() {
    SharedCauses data = SharedCauses.vectors(2, 5, 15);
    try (SunEstimator learner = trained(data, 100)) {
      RefitReport report = learner.refit(data.windows(0, 600), data.windows(9000, 9200));
      assertThat(report.adopted()).isTrue();
      List<AlignedWindow> windows = new ArrayList<>(data.windows(5000, 5040));
      windows.set(7, SharedCauses.without(windows.get(7), "m1"));
      List<WindowEstimate> together = learner.infer(windows);
      for (int i = 0; i < windows.size(); i++) {
        WindowEstimate alone = learner.infer(windows.subList(i, i + 1)).get(0);
        for (int m = 0; m < 2; m++) {
          ModalityEstimate a = alone.modalities().get(m);
          ModalityEstimate b = together.get(i).modalities().get(m);
          assertThat(a.mean()).isEqualTo(b.mean());
          assertThat(a.deviation()).isEqualTo(b.deviation());
        }
      }
      ModalityEstimate absent = together.get(7).modalities().get(1);
      assertThat(absent.present()).isFalse();
      for (int k = 0; k < 2; k++) {
        assertThat(absent.mean()[k]).isFinite();
        assertThat(absent.deviation()[k]).isPositive().isFinite();
      }
    }
  }

  @Test
  void everyEncoderLearns() {
    SharedCauses data =
        new SharedCauses(
            List.of(
                SharedCauses.series("c", 60, 3, EncoderKind.TEMPORAL_CONVOLUTION),
                SharedCauses.series("l", 90, 2, EncoderKind.LSTM),
                SharedCauses.image("i", 12, 10, 2)),
            6);
    try (SunEstimator learner = trained(data, 0)) {
      List<AlignedWindow> unseen = data.windows(9000, 9060);
      double before = meanLoss(learner, unseen);
      advance(learner, data, 0, 60);
      assertThat(meanLoss(learner, unseen)).isLessThan(0.7 * before);
    }
  }

  @Test
  void windowsThatLackModalitiesAreOrdinaryInput() {
    SharedCauses data = SharedCauses.vectors(3, 5, 7);
    try (SunEstimator learner = trained(data, 50)) {
      List<AlignedWindow> partial = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        partial.add(SharedCauses.without(data.window(7000 + i), "m" + i % 3));
      }
      learner.observe(partial);
      assertThat(learner.step(partial).applied()).isTrue();
      WindowEstimate estimate = learner.infer(partial).get(1);
      assertThat(estimate.modalities())
          .extracting(ModalityEstimate::present)
          .containsExactly(true, false, true);
      assertThat(estimate.modalities().get(1).mean()).containsExactly(0f, 0f);
      assertThat(estimate.modalities().get(1).deviation()).containsExactly(1f, 1f);
      assertThat(estimate.loss()).isFinite();
      assertThat(estimate.crossLoss()).isFinite();
      AlignedWindow single = SharedCauses.without(SharedCauses.without(data.window(1), "m0"), "m1");
      assertThat(learner.infer(List.of(single)).get(0).crossLoss()).isNaN();
    }
  }

  @Test
  void batchWithoutUsableDataLeavesWeightsAloneAndIsCounted() {
    SharedCauses data = SharedCauses.vectors(2, 4, 8);
    try (SunEstimator learner = trained(data, 10)) {
      List<AlignedWindow> garbage = new ArrayList<>();
      for (AlignedWindow window : data.windows(0, 32)) {
        garbage.add(SharedCauses.filledWith(window, Float.NaN));
      }
      List<WindowEstimate> before = learner.infer(data.windows(0, 5));
      learner.observe(garbage);
      StepReport report = learner.step(garbage);
      assertThat(report.applied()).isFalse();
      assertThat(report.step()).isEqualTo(11);
      assertThat(learner.skippedSteps()).isEqualTo(1);
      List<WindowEstimate> after = learner.infer(data.windows(0, 5));
      assertThat(after.get(0).modalities().get(0).mean())
          .isEqualTo(before.get(0).modalities().get(0).mean());
      assertThat(after.get(0).loss()).isEqualTo(before.get(0).loss());
    }
  }

  @Test
  void nothingIsSaidBeforeAnythingWasSeen() {
    SharedCauses data = SharedCauses.vectors(2, 4, 9);
    try (SunEstimator learner = SunEstimator.create(data.shapes(), SMALL, 7)) {
      WindowEstimate estimate = learner.infer(data.windows(0, 1)).get(0);
      assertThat(estimate.loss()).isNaN();
      assertThat(estimate.modalities()).noneMatch(ModalityEstimate::present);
      assertThat(learner.graph().edges()).hasSize(8).noneMatch(e -> e.selected());
    }
  }

  @Test
  void deviationsAreSmallerWhereTheDataSaySomething() {
    SharedCauses data = SharedCauses.vectors(2, 6, 10);
    try (SunEstimator learner = trained(data, 300)) {
      for (WindowEstimate estimate : learner.infer(data.windows(8000, 8040))) {
        for (ModalityEstimate m : estimate.modalities()) {
          for (float deviation : m.deviation()) {
            assertThat(deviation).isPositive().isLessThan(0.9f);
          }
        }
      }
    }
  }

  @Test
  void refitAdoptsOnceThereIsEnoughDataAndKeepsQuietOtherwise() {
    SharedCauses data = SharedCauses.vectors(2, 5, 11);
    try (SunEstimator learner = trained(data, 400)) {
      byte[] before = learner.save();
      RefitReport tooFew = learner.refit(data.windows(0, 20), data.windows(9000, 9005));
      assertThat(tooFew.adopted()).isFalse();
      assertThat(tooFew.remark()).startsWith("NOT_ENOUGH_DATA");
      assertThat(learner.graph().selectedEdges()).isEmpty();
      assertThat(learner.save()).hasSameSizeAs(before);
      RefitReport enough = learner.refit(data.windows(0, 600), data.windows(9000, 9200));
      assertThat(enough.adopted()).isTrue();
      assertThat(enough.heldOutNllAfter()).isFinite();
      assertThat(learner.graph().nodes()).hasSize(4);
      assertThat(learner.report().findings())
          .anyMatch(
              f ->
                  f.scope().equals("m0")
                      && f.condition().contains("connectivity")
                      && f.status() == io.headwater.graph.FindingStatus.SUPPORTED);
      assertThat(learner.report().findings())
          .as("two modalities, of whose links within nothing is declared")
          .anyMatch(f -> f.consequence().contains("declare estimator.graph.within"));
    }
  }

  @Test
  void thatLinksWithinAreAbsentCanBeDeclaredOfAStateAndReachesTheReport() {
    SharedCauses data = SharedCauses.vectors(2, 5, 11);
    GraphConstraints none = new GraphConstraints(List.of(), List.of(), List.of(), false, true);
    try (SunEstimator undeclared = trained(data, 400);
        SunEstimator learner = SunEstimator.create(data.shapes(), SMALL.withGraph(none), 7)) {
      learner.restore(undeclared.save());
      assertThat(learner.refit(data.windows(0, 600), data.windows(9000, 9200)).adopted()).isTrue();
      assertThat(learner.report().findings())
          .noneMatch(f -> f.consequence().contains("declare estimator.graph.within"));
    }
  }

  @Test
  void managedArraysStayConstantOver300Steps() {
    SharedCauses data = SharedCauses.vectors(3, 4, 12);
    try (SunEstimator learner = trained(data, 3)) {
      learner.infer(data.windows(0, 40));
      int arrays = learner.managedArrays();
      for (int s = 3; s < 303; s++) {
        learner.step(data.windows(8 * s, 8 * s + 8));
        learner.infer(data.windows(s, s + 1));
        assertThat(learner.managedArrays()).isEqualTo(arrays);
      }
    }
  }

  @Test
  void stateOfOtherShapesIsRefusedWithBothSidesNamed() {
    SharedCauses four = SharedCauses.vectors(2, 4, 13);
    SharedCauses five = SharedCauses.vectors(2, 5, 13);
    try (SunEstimator writer = trained(four, 1);
        SunEstimator reader = SunEstimator.create(five.shapes(), SMALL, 7)) {
      byte[] state = writer.save();
      assertThatThrownBy(() -> reader.restore(state))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("channels=4")
          .hasMessageContaining("channels=5");
      state[state.length / 2] ^= 1;
      assertThatThrownBy(() -> writer.restore(state)).hasMessageContaining("damaged");
    }
  }

  @Test
  void meanPredictorLossIsAboutOneByConstruction() {
    SharedCauses data = SharedCauses.vectors(2, 4, 14);
    try (SunEstimator learner = SunEstimator.create(data.shapes(), SMALL, 7)) {
      learner.observe(data.windows(0, 2000));
      double mean =
          learner.infer(data.windows(0, 2000)).stream()
              .mapToDouble(WindowEstimate::meanPredictorLoss)
              .average()
              .orElseThrow();
      assertThat(mean).isCloseTo(1, within(0.05));
    }
  }
}
