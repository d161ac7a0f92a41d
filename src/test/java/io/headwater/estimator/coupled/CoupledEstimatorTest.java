package io.headwater.estimator.coupled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.ScenarioWindows;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.coupled.CoupledSettings.Geometry;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.Verdict;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CoupledEstimatorTest {
  private static final int BATCH = 32;
  private static final ScenarioWindows BOX = new ScenarioWindows("l", 11, 3000);
  private static final ScenarioWindows SPHERE = new ScenarioWindows("ls", 11, 3000);

  private static CoupledSettings small(Geometry geometry) {
    return CoupledSettings.of(geometry).withHidden(16).withRefitSteps(20).withQueue(100);
  }

  private static ScenarioWindows data(Geometry geometry) {
    return geometry == Geometry.BOX ? BOX : SPHERE;
  }

  private static CoupledEstimator create(Geometry geometry) {
    return CoupledEstimator.create(
        data(geometry).shapes(), small(geometry), 7, CoupledEstimator.CPU);
  }

  private static CoupledEstimator trained(Geometry geometry, int steps) {
    CoupledEstimator learner = create(geometry);
    learner.observe(data(geometry).windows(0, 300));
    advance(learner, geometry, 0, steps);
    return learner;
  }

  private static void advance(CoupledEstimator learner, Geometry geometry, int from, int to) {
    for (int s = from; s < to; s++) {
      learner.step(data(geometry).windows(BATCH * s, BATCH * s + BATCH));
    }
  }

  private static RefitReport refit(CoupledEstimator learner, Geometry geometry) {
    return learner.refit(data(geometry).windows(0, 600), data(geometry).windows(2000, 2200));
  }

  private static AlignedWindow without(AlignedWindow window, String modality) {
    List<SampleGrid> grids =
        window.grids().stream().filter(g -> !g.modality().equals(modality)).toList();
    return new AlignedWindow(
        window.subject(), window.startMicros(), window.endMicros(), grids, window.lineage());
  }

  @ParameterizedTest
  @EnumSource(Geometry.class)
  void aRestoredEstimatorGoesOnWithTheSameBits(Geometry geometry) {
    try (CoupledEstimator straight = trained(geometry, 8);
        CoupledEstimator resumed = create(geometry)) {
      refit(straight, geometry); // from now on the queue takes part
      advance(straight, geometry, 8, 12);
      resumed.restore(straight.save());
      assertThat(resumed.save()).isEqualTo(straight.save());
      for (CoupledEstimator learner : List.of(straight, resumed)) {
        learner.observe(data(geometry).windows(300, 340));
        advance(learner, geometry, 12, 20);
        refit(learner, geometry);
      }
      assertThat(resumed.save()).isEqualTo(straight.save());
      assertThat(resumed.graph()).isEqualTo(straight.graph());
      assertThat(resumed.report()).isEqualTo(straight.report());
    }
  }

  /** All numbers of an estimate as they stand. */
  private static String bits(WindowEstimate estimate) {
    StringBuilder text = new StringBuilder();
    text.append(estimate.loss()).append(' ').append(estimate.crossLoss());
    for (ModalityEstimate m : estimate.modalities()) {
      text.append(m.modality()).append(m.present());
      text.append(Arrays.toString(m.mean())).append(Arrays.toString(m.deviation()));
      text.append(Arrays.toString(m.exogenousMean()));
      text.append(Arrays.toString(m.exogenousDeviation()));
    }
    return text.toString();
  }

  @Test
  void equalCallsGiveEqualBitsAndInferenceChangesNothing() {
    try (CoupledEstimator one = trained(Geometry.BOX, 10);
        CoupledEstimator two = trained(Geometry.BOX, 10)) {
      one.infer(BOX.windows(0, 40));
      assertThat(one.save()).isEqualTo(two.save());
    }
  }

  @Test
  void everyStepMovesTheEmbeddingsAndTheContrastFalls() {
    try (CoupledEstimator learner = trained(Geometry.BOX, 1)) {
      float[] before = learner.infer(BOX.windows(0, 1)).get(0).modalities().get(0).mean();
      double first = learner.step(BOX.windows(0, 64)).loss();
      for (int s = 0; s < 60; s++) {
        learner.step(BOX.windows(BATCH * s % 1900, BATCH * s % 1900 + 64));
      }
      assertThat(learner.infer(BOX.windows(0, 1)).get(0).modalities().get(0).mean())
          .isNotEqualTo(before);
      assertThat(learner.step(BOX.windows(0, 64)).loss()).isLessThan(first - 0.5);
    }
  }

  @Test
  void estimatesDoNotDependOnTheirNeighbours() {
    try (CoupledEstimator learner = trained(Geometry.SPHERE, 8)) {
      refit(learner, Geometry.SPHERE);
      List<AlignedWindow> windows = new ArrayList<>(SPHERE.windows(2500, 2540));
      windows.set(3, without(windows.get(3), "m0"));
      List<WindowEstimate> together = learner.infer(windows);
      for (int i = 0; i < windows.size(); i++) {
        WindowEstimate alone = learner.infer(windows.subList(i, i + 1)).get(0);
        assertThat(bits(alone)).isEqualTo(bits(together.get(i)));
      }
    }
  }

  @Test
  void windowsThatLackModalitiesAreOrdinaryInputAndPartnersSpeakForTheAbsent() {
    try (CoupledEstimator learner = trained(Geometry.BOX, 8)) {
      List<AlignedWindow> partial = new ArrayList<>();
      for (AlignedWindow window : BOX.windows(600, 632)) {
        partial.add(partial.size() % 2 == 0 ? window : without(window, "m1"));
      }
      learner.observe(partial);
      assertThat(learner.step(partial).applied()).isTrue();
      ModalityEstimate unknown = learner.infer(partial).get(1).modalities().get(1);
      assertThat(unknown.mean()).containsOnly(0f);
      assertThat(unknown.deviation()).containsOnly(1f);
      for (int s = 0; s < 150; s++) {
        learner.step(BOX.windows(BATCH * s % 1900, BATCH * s % 1900 + 64));
      }
      refit(learner, Geometry.BOX);
      List<WindowEstimate> whole = learner.infer(BOX.windows(2300, 2500));
      List<WindowEstimate> lacking =
          learner.infer(BOX.windows(2300, 2500).stream().map(w -> without(w, "m1")).toList());
      double explained = 0;
      double squares = 0;
      for (int r = 0; r < whole.size(); r++) {
        assertThat(lacking.get(r).modalities().get(1).present()).isFalse();
        assertThat(lacking.get(r).modalities().get(0).mean())
            .isEqualTo(whole.get(r).modalities().get(0).mean());
        assertThat(lacking.get(r).crossLoss()).isNaN();
        for (int k = 0; k < 5; k++) {
          float truth = whole.get(r).modalities().get(1).mean()[k];
          float guess = lacking.get(r).modalities().get(1).mean()[k];
          explained += (truth - guess) * (truth - guess);
          squares += truth * truth;
          assertThat(lacking.get(r).modalities().get(1).deviation()[k]).isBetween(0f, 1f);
        }
      }
      assertThat(explained).isLessThan(0.8 * squares);
    }
  }

  @Test
  void aBatchOfOneModalityAloneTeachesTheReadoutsAndLeavesTheLatents() {
    try (CoupledEstimator learner = trained(Geometry.BOX, 4)) {
      List<AlignedWindow> alone = BOX.windows(0, 32).stream().map(w -> without(w, "m1")).toList();
      StepReport report = learner.step(alone);
      assertThat(report.applied()).isTrue();
      assertThat(report.loss()).isFinite();
    }
  }

  @Test
  void aBatchThatHoldsNoNumberIsSkippedAndCounted() {
    try (CoupledEstimator learner = trained(Geometry.BOX, 6)) {
      List<AlignedWindow> garbage = new ArrayList<>();
      for (AlignedWindow w : BOX.windows(0, 32)) {
        List<SampleGrid> grids = new ArrayList<>();
        for (SampleGrid g : w.grids()) {
          float[] nan = new float[g.values().length];
          Arrays.fill(nan, Float.NaN);
          grids.add(
              new SampleGrid(g.modality(), g.steps(), g.channels(), nan, g.present(), g.flags()));
        }
        garbage.add(
            new AlignedWindow(w.subject(), w.startMicros(), w.endMicros(), grids, w.lineage()));
      }
      List<WindowEstimate> before = learner.infer(BOX.windows(0, 3));
      learner.observe(garbage);
      StepReport report = learner.step(garbage);
      assertThat(report.applied()).isFalse();
      assertThat(report.step()).isEqualTo(7);
      assertThat(learner.skippedSteps()).isEqualTo(1);
      assertThat(learner.infer(BOX.windows(0, 3)).stream().map(CoupledEstimatorTest::bits))
          .isEqualTo(before.stream().map(CoupledEstimatorTest::bits).toList());
    }
  }

  @Test
  void nativeArraysStayConstantOverManySteps() {
    try (CoupledEstimator learner = trained(Geometry.BOX, 6)) {
      refit(learner, Geometry.BOX);
      advance(learner, Geometry.BOX, 6, 10); // the queue fills
      learner.infer(BOX.windows(0, 40));
      int arrays = learner.managedArrays();
      for (int s = 10; s < 60; s++) {
        learner.step(BOX.windows(8 * s, 8 * s + 8));
        learner.infer(BOX.windows(s, s + 1));
        assertThat(learner.managedArrays()).isEqualTo(arrays);
      }
    }
  }

  @Test
  void nothingIsSolvedOfFewWindowsAndNothingSaidBeforeAnythingWasSeen() {
    try (CoupledEstimator learner = create(Geometry.BOX)) {
      WindowEstimate first = learner.infer(BOX.windows(0, 1)).get(0);
      assertThat(first.loss()).isNaN();
      assertThat(first.modalities()).noneMatch(ModalityEstimate::present);
      assertThat(learner.graph().nodes()).hasSize(10);
      assertThat(learner.graph().edges()).isEmpty();
      learner.observe(BOX.windows(0, 100));
      RefitReport few = learner.refit(BOX.windows(0, 100), BOX.windows(2000, 2020));
      assertThat(few.adopted()).isFalse();
      assertThat(few.remark()).startsWith("NOT_ENOUGH_DATA");
      IdentifiabilityReport report = learner.report();
      assertThat(List.of(report.verdict("m0"), report.verdict("m1")))
          .containsOnly(Verdict.UNDECIDED);
    }
  }

  @Test
  void aComponentKeepsItsPlaceAndSignOverRefits() {
    try (CoupledEstimator learner = trained(Geometry.BOX, 30)) {
      for (int s = 0; s < 120; s++) {
        learner.step(BOX.windows(BATCH * s % 1900, BATCH * s % 1900 + 64));
      }
      refit(learner, Geometry.BOX);
      List<WindowEstimate> before = learner.infer(BOX.windows(2300, 2500));
      advance(learner, Geometry.BOX, 20, 30);
      refit(learner, Geometry.BOX);
      List<WindowEstimate> after = learner.infer(BOX.windows(2300, 2500));
      for (int m = 0; m < 2; m++) {
        for (int k = 0; k < 5; k++) {
          assertThat(ScenarioWindows.correlation(column(before, m, k), column(after, m, k)))
              .isGreaterThan(0.8);
        }
      }
      assertThat(learner.report().findings())
          .filteredOn(f -> f.condition().equals(UnmixingConditions.CONTINUED))
          .hasSize(2)
          .allMatch(f -> f.statistic() > 0.8);
    }
  }

  private static double[] column(List<WindowEstimate> estimates, int modality, int component) {
    return estimates.stream()
        .mapToDouble(e -> e.modalities().get(modality).mean()[component])
        .toArray();
  }

  @Test
  void couplingsHaveNoDirectionAndNoProbability() {
    try (CoupledEstimator learner = trained(Geometry.BOX, 30)) {
      refit(learner, Geometry.BOX);
      assertThat(learner.graph().edges())
          .hasSize(25)
          .allMatch(e -> e.source().startsWith("m0.") && e.target().startsWith("m1."))
          .allMatch(e -> Double.isNaN(e.directionSupport()) && Double.isNaN(e.probability()))
          .allMatch(e -> e.score() >= 0);
    }
  }

  @Test
  void whatCannotBeCoupledIsRefused() {
    List<ModalityShape> shapes = BOX.shapes();
    CoupledSettings settings = small(Geometry.BOX);
    assertThatThrownBy(() -> CoupledEstimator.create(shapes.subList(0, 1), settings, 1, -1))
        .hasMessageContaining("two modalities");
    List<ModalityShape> uneven = List.of(shapes.get(0), shapes.get(1).withLatents(4));
    assertThatThrownBy(() -> CoupledEstimator.create(uneven, settings, 1, -1))
        .hasMessageContaining("[5, 4]");
    assertThatThrownBy(() -> settings.withTemperature(0)).hasMessageContaining("temperature (0.0)");
    try (CoupledEstimator box = trained(Geometry.BOX, 1);
        CoupledEstimator sphere = create(Geometry.SPHERE)) {
      byte[] state = box.save();
      assertThatThrownBy(() -> sphere.restore(state))
          .hasMessageContaining("coupled BOX")
          .hasMessageContaining("coupled SPHERE");
    }
  }

  @Test
  void deviationsAreSmallWhereTheDataSaySomething() {
    try (CoupledEstimator learner = trained(Geometry.BOX, 60)) {
      for (WindowEstimate estimate : learner.infer(BOX.windows(2000, 2010))) {
        assertThat(estimate.loss()).isFinite();
        assertThat(estimate.meanPredictorLoss()).isPositive();
        for (ModalityEstimate m : estimate.modalities()) {
          for (float deviation : m.deviation()) {
            assertThat(deviation).isPositive().isLessThan(1.5f);
          }
          assertThat(m.exogenousMean()).hasSize(2);
        }
      }
    }
  }
}
