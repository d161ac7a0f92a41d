package io.headwater.estimator.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.graph.Verdict;
import io.headwater.model.mixture.FactorialMixture;
import io.headwater.model.mixture.NodeTables;
import io.headwater.model.mixture.OutcomeSpace;
import io.headwater.model.mixture.PhysicsFormula;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Five nodes, sent by a bound of 8 outcomes through the route for those too many to list;
 * FactorialStudy has thirteen.
 */
final class FactorialEstimatorTest {
  private static final int BOUND = 8;
  private static final int ROWS = 800;
  private static final long SEED = 11;
  private static final ManyNodes NODES =
      new ManyNodes(Collections.nCopies(5, 2), 12, ManyNodes.Form.NODES, SEED);

  private static byte[] whole;
  private static List<AlignedWindow> learnedFrom;
  private static List<AlignedWindow> heldOut;

  @BeforeAll
  static void learn() {
    learnedFrom = new ArrayList<>();
    heldOut = new ArrayList<>();
    try (MixtureEstimator learner = create()) {
      FactorialStudy.learn(learner, NODES, ROWS, learnedFrom, heldOut);
      whole = learner.save();
    }
  }

  private static MixtureSettings settings() {
    return MixtureSettings.of(5, Collections.nCopies(5, 2)).withHidden(16).withRefitSteps(90);
  }

  private static MixtureEstimator create() {
    return MixtureEstimator.create(NODES.shapes(), settings(), SEED, MixtureEstimator.CPU, BOUND);
  }

  private static MixtureEstimator learned() {
    MixtureEstimator learner = create();
    learner.restore(whole);
    return learner;
  }

  @Test
  void nodesAndGraphAreFoundAndTheReportSaysWhatMayBeRead() {
    try (MixtureEstimator learner = learned()) {
      FactorialStudy.Result result =
          FactorialStudy.score(learner, NODES, 20_000, 500, null, System.nanoTime());
      assertThat(result.accuracy().least()).isGreaterThan(0.95);
      assertThat(result.accuracy().least()).isGreaterThan(result.accuracy().chance() + 0.1);
      assertThat(result.skeletonErrors()).isZero();
      assertThat(result.edges()).isPositive();
      assertThat(learner.report().verdict(MixtureEstimator.CAUSES)).isEqualTo(Verdict.COMPONENT);
      assertThat(learner.report().verdict(MixtureEstimator.JOINT)).isEqualTo(Verdict.BLOCK_ONLY);
    }
  }

  @Test
  void oneGaussianAndOtherWindowsPairedAreNotClaimed() {
    for (ManyNodes.Form form : List.of(ManyNodes.Form.BLOB, ManyNodes.Form.SHUFFLED)) {
      ManyNodes rows = new ManyNodes(Collections.nCopies(5, 2), 12, form, SEED);
      MixtureSettings brief = settings().withRefitSteps(45);
      FactorialStudy.Result result = FactorialStudy.run(rows, brief, BOUND, SEED, 700, 200);
      assertThat(result.causes()).as("%s", form).startsWith("NONE");
    }
  }

  @Test
  void equalCallsGiveEqualBitsAndARestoredOneGoesOnWithThem() {
    try (MixtureEstimator one = learned();
        MixtureEstimator restored = create()) {
      assertThat(one.save()).isEqualTo(whole);
      try (MixtureEstimator again = create()) {
        FactorialStudy.learn(again, NODES, ROWS, new ArrayList<>(), new ArrayList<>());
        assertThat(again.save()).isEqualTo(whole);
      }
      restored.restore(one.save());
      for (MixtureEstimator learner : List.of(one, restored)) {
        for (int k = 0; k < 25; k++) { // beyond the burn-in of the moving sums
          learner.observe(NODES.windows(7000 + 8 * k, 7008 + 8 * k));
          learner.step(NODES.windows(7000 + 8 * k, 7032 + 8 * k));
        }
        learner.refit(learnedFrom, heldOut);
      }
      assertThat(restored.save()).isEqualTo(one.save());
      assertThat(restored.graph()).isEqualTo(one.graph());
      assertThat(restored.report()).isEqualTo(one.report());
      assertThat(one.save()).isNotEqualTo(whole);
    }
  }

  @Test
  void predictionsChangeWithASecondRefitButNamesStay() {
    try (MixtureEstimator learner = learned()) {
      List<AlignedWindow> seen = NODES.windows(9000, 9200);
      List<WindowEstimate> before = learner.infer(seen);
      learner.refit(learnedFrom, heldOut);
      List<WindowEstimate> after = learner.infer(seen);
      assertThat(after.get(0).modalities().get(0).mean())
          .isNotEqualTo(before.get(0).modalities().get(0).mean());
      int same = 0;
      for (int r = 0; r < seen.size(); r++) {
        for (int l = 0; l < 5; l++) {
          float then = before.get(r).modalities().get(1).mean()[l];
          float now = after.get(r).modalities().get(1).mean()[l];
          same += Math.round(then) == Math.round(now) ? 1 : 0;
        }
      }
      assertThat(same).isGreaterThan(950);
    }
  }

  @Test
  void aWindowWithoutAModalityHasItsNodesFromTheOtherAndWithoutAnyFromTheTables() {
    ManyNodes missing = new ManyNodes(Collections.nCopies(5, 2), 12, ManyNodes.Form.MISSING, SEED);
    try (MixtureEstimator learner = learned()) {
      FactorialStudy.Result result =
          FactorialStudy.score(learner, missing, 20_000, 500, null, System.nanoTime());
      assertThat(result.accuracy().least()).isGreaterThan(0.9);
      AlignedWindow nothing = new AlignedWindow("s", 0, 1, List.of(), List.of());
      WindowEstimate none = learner.infer(List.of(nothing)).get(0);
      assertThat(none.modalities()).noneMatch(ModalityEstimate::present);
      assertThat(none.loss()).isNaN();
      for (float deviation : none.modalities().get(1).deviation()) {
        assertThat(deviation).isGreaterThan(0.3f); // nobody saw it: about as unsure as can be
      }
    }
  }

  @Test
  void aBatchOfNaNsChangesNothing() {
    try (MixtureEstimator learner = learned()) {
      float[] before = learner.network().parameters();
      float[] spoilt = new float[12];
      byte[] present = new byte[12];
      Arrays.fill(spoilt, Float.NaN);
      Arrays.fill(present, (byte) 1);
      SampleGrid grid = new SampleGrid("first", 1, 12, spoilt, present, 0);
      List<AlignedWindow> batch = List.of(new AlignedWindow("s", 0, 1, List.of(grid), List.of()));
      learner.observe(batch);
      StepReport step = learner.step(batch);
      assertThat(step.applied()).isFalse();
      assertThat(learner.skippedSteps()).isEqualTo(1);
      assertThat(learner.network().parameters()).isEqualTo(before);
    }
  }

  @Test
  void stepsLeaveNoArraysBehind() {
    try (MixtureEstimator learner = learned()) {
      List<AlignedWindow> batch = NODES.windows(0, 32);
      learner.step(batch);
      learner.infer(batch);
      int before = learner.managedArrays();
      for (int k = 0; k < 10; k++) {
        learner.step(batch);
        learner.infer(batch);
      }
      assertThat(learner.managedArrays()).isEqualTo(before);
    }
  }

  /** Soft samples under the noise of one step: whole categories have no differences to compare. */
  @Test
  void theGradientIsThatOfDifferences() {
    try (MixtureEstimator learner = create()) {
      learner.observe(NODES.windows(0, 64));
      WindowBatch batch = WindowBatch.read(learner.intakes(), NODES.windows(0, 12));
      FactorialNodes nodes = ((FactorialRoute) learner.route()).nodes();
      nodes.seed(
          mixture(),
          tables(),
          MixtureCodes.of(learner.intakes(), learner.network(), NODES.windows(0, 32)));
      PriorSource prior = nodes.prior(0.7, false);
      float[] theta = learner.network().parameters();
      float[] gradient = new float[theta.length];
      learner.network().objective(batch, theta, prior, gradient);
      double norm = 0;
      for (float g : gradient) {
        norm += g * g;
      }
      norm = Math.sqrt(norm);
      for (int direction = 0; direction < 4; direction++) {
        SplittableRandom random = new SplittableRandom(direction);
        double[] along = new double[theta.length];
        double slope = 0;
        for (int i = 0; i < along.length; i++) {
          along[i] =
              direction == 0 ? gradient[i] / norm : random.nextGaussian() / Math.sqrt(along.length);
          slope += along[i] * gradient[i];
        }
        double step = 2e-3;
        double plus = objective(learner, batch, theta, along, step, prior);
        double minus = objective(learner, batch, theta, along, -step, prior);
        assertThat((plus - minus) / (2 * step)).isCloseTo(slope, within(0.01 * norm));
      }
    }
  }

  private static double objective(
      MixtureEstimator learner,
      WindowBatch batch,
      float[] theta,
      double[] along,
      double step,
      PriorSource prior) {
    float[] moved = new float[theta.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (theta[i] + step * along[i]);
    }
    return learner.network().objective(batch, moved, prior, null);
  }

  private static FactorialMixture mixture() {
    SplittableRandom random = new SplittableRandom(3);
    double[][] effect = new double[10][5];
    for (int l = 0; l < 5; l++) {
      for (int d = 0; d < 5; d++) {
        effect[2 * l][d] = 0.5 * random.nextGaussian();
        effect[2 * l + 1][d] = -effect[2 * l][d];
      }
    }
    double[] variance = {0.5, 0.8, 0.4, 1, 0.6};
    return new FactorialMixture(
        new OutcomeSpace(Collections.nCopies(5, 2)), new double[5], effect, variance);
  }

  /** The first two cause the third, which causes the fourth. */
  private static NodeTables tables() {
    boolean[][] dag = new boolean[5][5];
    dag[0][2] = true;
    dag[1][2] = true;
    dag[2][3] = true;
    double[] coin = logs(0.4, 0.6);
    return new NodeTables(
        new OutcomeSpace(Collections.nCopies(5, 2)),
        dag,
        new double[][] {
          coin, coin, logs(0.9, 0.1, 0.5, 0.5, 0.3, 0.7, 0.2, 0.8), logs(0.7, 0.3, 0.2, 0.8), coin
        });
  }

  private static double[] logs(double... probabilities) {
    return Arrays.stream(probabilities).map(Math::log).toArray();
  }

  @Test
  void whatAFactorialMixtureCannotHaveIsRefused() {
    MixtureSettings narrow = MixtureSettings.of(4, Collections.nCopies(5, 2));
    assertThatThrownBy(
            () -> MixtureEstimator.create(NODES.shapes(), narrow, 1, MixtureEstimator.CPU, BOUND))
        .hasMessageContaining("5 in all, but dimensions is 4");
    MixtureSettings formula = settings().withExperts(Map.of("first", PhysicsFormula.STRESS_STRAIN));
    assertThatThrownBy(
            () -> MixtureEstimator.create(NODES.shapes(), formula, 1, MixtureEstimator.CPU, BOUND))
        .hasMessageContaining("remove the formula of [first]");
  }

  @Test
  void aStateOfTheOtherRouteIsRefused() {
    try (MixtureEstimator listed =
            MixtureEstimator.create(NODES.shapes(), settings(), SEED, MixtureEstimator.CPU);
        MixtureEstimator learner = create()) {
      assertThatThrownBy(() -> listed.restore(whole)).hasMessageContaining("version 2");
      assertThatThrownBy(() -> learner.restore(listed.save())).hasMessageContaining("version 1");
    }
  }

  @Test
  void aMilliardOutcomesAreAtHand() {
    ManyNodes many = new ManyNodes(Collections.nCopies(30, 2), 40, ManyNodes.Form.NODES, 3);
    MixtureSettings thirty = MixtureSettings.of(30, Collections.nCopies(30, 2)).withHidden(16);
    try (MixtureEstimator learner =
        MixtureEstimator.create(many.shapes(), thirty, 3, MixtureEstimator.CPU)) {
      List<AlignedWindow> batch = many.windows(0, 32);
      learner.observe(batch);
      assertThat(learner.step(batch).applied()).isTrue();
      assertThat(learner.infer(batch).get(0).modalities().get(1).mean()).hasSize(30);
      assertThat(learner.graph().nodes()).hasSize(30);
      assertThat(learner.report().verdict(MixtureEstimator.CAUSES)).isEqualTo(Verdict.UNDECIDED);
    }
  }
}
