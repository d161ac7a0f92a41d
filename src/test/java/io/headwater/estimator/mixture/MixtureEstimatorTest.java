package io.headwater.estimator.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.evaluate.NodeAccuracy;
import io.headwater.graph.Verdict;
import io.headwater.model.mixture.GaussianMixture;
import io.headwater.model.mixture.PhysicsFormula;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class MixtureEstimatorTest {
  private static final int ROWS = 640;

  /** State of a learner that has seen {@link #ROWS} whole windows. */
  private static byte[] whole;

  @BeforeAll
  static void learn() {
    try (MixtureEstimator learner = learned(TwoNodes.windows(0, ROWS))) {
      whole = learner.save();
    }
  }

  private static MixtureEstimator learnedOfWhole() {
    MixtureEstimator learner = create();
    learner.restore(whole);
    return learner;
  }

  private static MixtureSettings settings() {
    return MixtureSettings.of(2, List.of(2, 2))
        .withHidden(16)
        .withRefitSteps(200)
        .withExperts(Map.of(TwoNodes.CURVE, PhysicsFormula.STRESS_STRAIN));
  }

  private static MixtureEstimator create() {
    return MixtureEstimator.create(TwoNodes.shapes(), settings(), 4, MixtureEstimator.CPU);
  }

  private static MixtureEstimator learned(List<AlignedWindow> windows) {
    MixtureEstimator learner = create();
    for (int from = 0; from < windows.size(); from += 32) {
      List<AlignedWindow> batch = windows.subList(from, from + 32);
      learner.observe(batch);
      learner.step(batch);
    }
    learner.refit(windows, TwoNodes.windows(5000, 5200));
    return learner;
  }

  private static NodeAccuracy accuracy(
      MixtureEstimator learner, List<AlignedWindow> windows, int from) {
    int[][] truth = new int[2][windows.size()];
    int[][] found = new int[2][windows.size()];
    List<WindowEstimate> estimates = learner.infer(windows);
    for (int r = 0; r < windows.size(); r++) {
      for (int l = 0; l < 2; l++) {
        truth[l][r] = TwoNodes.causes(from + r)[l];
        found[l][r] = Math.round(estimates.get(r).modalities().get(1).mean()[l]);
      }
    }
    return NodeAccuracy.of(truth, found, new int[] {2, 2});
  }

  @Test
  void nodesAndGraphAreFoundAndTheReportSaysWhatMayBeRead() {
    try (MixtureEstimator learner = learnedOfWhole()) {
      NodeAccuracy accuracy = accuracy(learner, TwoNodes.windows(9000, 9400), 9000);
      assertThat(accuracy.least()).isGreaterThan(0.95).isGreaterThan(accuracy.chance() + 0.1);
      assertThat(learner.graph().selectedEdges()).hasSize(1);
      // Two nodes are Markov equivalent either way round: the edge has no direction.
      assertThat(learner.graph().selectedEdges().get(0).directionSupport()).isNaN();
      assertThat(learner.report().verdict(MixtureEstimator.CAUSES)).isEqualTo(Verdict.COMPONENT);
      assertThat(learner.report().verdict(MixtureEstimator.JOINT)).isEqualTo(Verdict.BLOCK_ONLY);
    }
  }

  @Test
  void theFormulaHasTheParametersThatTheCurvesWereMadeWith() {
    try (MixtureEstimator learner = learnedOfWhole()) {
      float[] hardening = learner.formulaParameters(TwoNodes.CURVE)[2];
      Arrays.sort(hardening);
      assertThat(hardening[0]).isCloseTo(0.5f, within(0.35f));
      assertThat(hardening[3]).isCloseTo(2.5f, within(0.35f));
    }
  }

  @Test
  void windowsThatLackAModalityAreLearnedAndNamedFromTheOther() {
    try (MixtureEstimator learner = learned(TwoNodes.patchy(0, ROWS))) {
      NodeAccuracy accuracy = accuracy(learner, TwoNodes.patchy(9000, 9400), 9000);
      assertThat(accuracy.least()).isGreaterThan(0.95);
      WindowEstimate without = learner.infer(List.of(TwoNodes.window(1, true, false))).get(0);
      assertThat(without.modalities())
          .extracting(ModalityEstimate::modality)
          .containsExactly("joint", "causes", TwoNodes.TABLE, TwoNodes.CURVE);
      assertThat(without.modalities())
          .extracting(ModalityEstimate::present)
          .containsExactly(true, true, true, false);
    }
  }

  @Test
  void fewerModalitiesMakeTheLatentLessSure() {
    try (MixtureEstimator learner = learnedOfWhole()) {
      List<WindowEstimate> estimates =
          learner.infer(
              List.of(
                  TwoNodes.window(7, true, true),
                  TwoNodes.window(7, true, false),
                  TwoNodes.window(7, false, false)));
      float[] both = estimates.get(0).modalities().get(0).deviation();
      float[] one = estimates.get(1).modalities().get(0).deviation();
      float[] none = estimates.get(2).modalities().get(0).deviation();
      assertThat(both[0]).isLessThan(one[0]);
      assertThat(one[0]).isLessThan(none[0]);
      assertThat(none).containsOnly(1f);
      assertThat(estimates.get(2).modalities()).noneMatch(ModalityEstimate::present);
      assertThat(estimates.get(2).loss()).isNaN();
    }
  }

  @Test
  void equalCallsGiveEqualBitsAndARestoredOneGoesOnWithThem() {
    List<AlignedWindow> windows = TwoNodes.windows(0, ROWS);
    try (MixtureEstimator one = learned(windows);
        MixtureEstimator other = learnedOfWhole();
        MixtureEstimator restored = create()) {
      assertThat(one.save()).isEqualTo(other.save());
      restored.restore(one.save());
      for (MixtureEstimator learner : List.of(one, restored)) {
        for (int k = 0; k < 25; k++) { // beyond the burn-in of the moving sums
          learner.observe(TwoNodes.patchy(7000 + 8 * k, 7008 + 8 * k));
          learner.step(TwoNodes.patchy(7000 + 8 * k, 7032 + 8 * k));
        }
        learner.refit(windows, TwoNodes.windows(5000, 5200));
      }
      assertThat(restored.save()).isEqualTo(one.save());
      assertThat(restored.graph()).isEqualTo(one.graph());
      assertThat(restored.report()).isEqualTo(one.report());
      assertThat(other.save()).isNotEqualTo(one.save());
    }
  }

  @Test
  void anUntrainedStateIsRestoredToo() {
    try (MixtureEstimator one = create();
        MixtureEstimator restored = create()) {
      restored.restore(one.save());
      assertThat(restored.save()).isEqualTo(one.save());
      assertThat(restored.report().verdict(MixtureEstimator.CAUSES)).isEqualTo(Verdict.UNDECIDED);
    }
  }

  @Test
  void aStateOfOtherNodesIsRefused() {
    MixtureSettings other = MixtureSettings.of(2, List.of(4)).withHidden(16);
    try (MixtureEstimator one = create();
        MixtureEstimator plain =
            MixtureEstimator.create(TwoNodes.shapes(), other, 4, MixtureEstimator.CPU)) {
      assertThatThrownBy(() -> plain.restore(one.save()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("other shapes");
    }
  }

  @Test
  void predictionsChangeWithASecondRefitButNamesStay() {
    List<AlignedWindow> windows = TwoNodes.windows(0, ROWS);
    try (MixtureEstimator learner = learnedOfWhole()) {
      List<AlignedWindow> seen = TwoNodes.windows(9000, 9200);
      List<WindowEstimate> before = learner.infer(seen);
      learner.refit(windows, TwoNodes.windows(5000, 5200));
      List<WindowEstimate> after = learner.infer(seen);
      assertThat(after.get(0).modalities().get(0).mean())
          .isNotEqualTo(before.get(0).modalities().get(0).mean());
      int same = 0;
      for (int r = 0; r < seen.size(); r++) {
        float[] then = before.get(r).modalities().get(1).mean();
        float[] now = after.get(r).modalities().get(1).mean();
        same += Math.round(then[0]) == Math.round(now[0]) ? 1 : 0;
        same += Math.round(then[1]) == Math.round(now[1]) ? 1 : 0;
      }
      assertThat(same).isGreaterThan(380);
    }
  }

  @Test
  void aBatchOfNaNsChangesNothingAndIsSkippedOrIgnored() {
    try (MixtureEstimator learner = learnedOfWhole()) {
      float[] before = learner.network().parameters();
      SampleGrid spoilt =
          new SampleGrid(
              TwoNodes.TABLE,
              1,
              4,
              new float[] {Float.NaN, Float.NaN, Float.NaN, Float.NaN},
              new byte[] {1, 1, 1, 1},
              0);
      List<AlignedWindow> batch = List.of(new AlignedWindow("s", 0, 1, List.of(spoilt), List.of()));
      learner.observe(batch);
      StepReport step = learner.step(batch);
      assertThat(step.applied()).isFalse();
      assertThat(learner.skippedSteps()).isEqualTo(1);
      assertThat(learner.network().parameters()).isEqualTo(before);
    }
  }

  @Test
  void stepsLeaveNoArraysBehind() {
    try (MixtureEstimator learner = learnedOfWhole()) {
      List<AlignedWindow> batch = TwoNodes.patchy(0, 32);
      learner.step(batch);
      learner.infer(batch);
      int before = learner.managedArrays();
      for (int k = 0; k < 20; k++) {
        learner.step(batch);
        learner.infer(batch);
      }
      assertThat(learner.managedArrays()).isEqualTo(before);
    }
  }

  @Test
  void tooFewWindowsWaitForMore() {
    try (MixtureEstimator learner = create()) {
      learner.observe(TwoNodes.windows(0, 64));
      RefitReport report = learner.refit(TwoNodes.windows(0, 64), TwoNodes.windows(5000, 5010));
      assertThat(report.adopted()).isFalse();
      assertThat(report.waiting()).isTrue();
      assertThat(report.remark()).startsWith("NOT_ENOUGH_DATA");
    }
  }

  @Test
  void oneWindowIsEstimatedTheSameAloneAndAmongOthers() {
    try (MixtureEstimator learner = learnedOfWhole()) {
      List<AlignedWindow> many = TwoNodes.windows(9000, 9040);
      ModalityEstimate alone = learner.infer(many.subList(35, 36)).get(0).modalities().get(0);
      ModalityEstimate among = learner.infer(many).get(35).modalities().get(0);
      assertThat(alone.mean()).isEqualTo(among.mean());
    }
  }

  @Test
  void theGradientIsThatOfDifferences() {
    try (MixtureEstimator learner = create()) {
      learner.observe(TwoNodes.windows(0, 64));
      WindowBatch batch = WindowBatch.read(learner.intakes(), TwoNodes.patchy(0, 12));
      double[][] mean = {{1, 0}, {-1, 0.5}, {0, 1}, {0.3, -1}};
      double[][] variance = {{1, 0.5}, {0.7, 1}, {0.4, 1}, {1, 1}};
      double[] weight = {Math.log(0.4), Math.log(0.3), Math.log(0.2), Math.log(0.1)};
      for (GaussianMixture mixture :
          Arrays.asList(null, new GaussianMixture(mean, variance, weight))) {
        float[] theta = learner.network().parameters();
        float[] gradient = new float[theta.length];
        learner.network().objective(batch, theta, PriorSource.of(mixture), gradient);
        double norm = 0;
        for (float g : gradient) {
          norm += g * g;
        }
        norm = Math.sqrt(norm);
        // Along the gradient itself and along two random directions.
        for (int direction = 0; direction < 3; direction++) {
          double[] along = new double[theta.length];
          double slope = 0;
          SplittableRandom random = new SplittableRandom(direction);
          for (int i = 0; i < along.length; i++) {
            along[i] =
                direction == 0
                    ? gradient[i] / norm
                    : random.nextGaussian() / Math.sqrt(along.length);
            slope += along[i] * gradient[i];
          }
          double step = 5e-3;
          double plus = objective(learner, batch, theta, along, step, mixture);
          double minus = objective(learner, batch, theta, along, -step, mixture);
          assertThat((plus - minus) / (2 * step)).isCloseTo(slope, within(0.01 * norm));
        }
      }
    }
  }

  private static double objective(
      MixtureEstimator learner,
      WindowBatch batch,
      float[] theta,
      double[] along,
      double step,
      GaussianMixture mixture) {
    float[] moved = new float[theta.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (theta[i] + step * along[i]);
    }
    return learner.network().objective(batch, moved, PriorSource.of(mixture), null);
  }

  @Test
  void aFormulaForAnUndeclaredModalityIsRefused() {
    MixtureSettings wrong = settings().withExperts(Map.of("none", PhysicsFormula.STRESS_STRAIN));
    assertThatThrownBy(
            () -> MixtureEstimator.create(TwoNodes.shapes(), wrong, 1, MixtureEstimator.CPU))
        .hasMessageContaining("'none'");
  }
}
