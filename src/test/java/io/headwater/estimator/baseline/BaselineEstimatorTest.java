package io.headwater.estimator.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ScenarioWindows;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.graph.Verdict;
import io.headwater.model.CodeTerm;
import io.headwater.model.StagingBuffers;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BaselineEstimatorTest {
  private static final ScenarioWindows DATA = new ScenarioWindows("s2", 11, 400);
  private static final BaselineSettings SETTINGS = new BaselineSettings(8, 4e-3, 1e-4, 20);
  private static final double STEP = 1e-2;

  private static BaselineEstimator create(BaselineKind kind) {
    return BaselineEstimator.create(kind, DATA.shapes(), SETTINGS, 5, -1);
  }

  /** The window without its first modality. */
  private static AlignedWindow lacking(AlignedWindow window) {
    List<SampleGrid> rest = window.grids().subList(1, window.grids().size());
    return new AlignedWindow(
        window.subject(), window.startMicros(), window.endMicros(), rest, window.lineage());
  }

  private static List<AlignedWindow> someLacking(int from, int to) {
    List<AlignedWindow> windows = DATA.windows(from, to);
    return Stream.concat(
            Stream.of(lacking(windows.get(0))), windows.subList(1, windows.size()).stream())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(BaselineKind.class)
  void gradientAgreesWithCentralDifferencesAlsoWithMissingData(BaselineKind kind) {
    try (BaselineEstimator learner = create(kind)) {
      learner.observe(DATA.windows(0, 50));
      WindowBatch batch = learner.read(someLacking(0, 16));
      float[] theta = learner.network().parameters();
      float[] gradient = learner.network().valueAndGradient(batch, theta);
      double worst = 0;
      double largest = 0;
      for (int i = 0; i < theta.length; i += 1 + theta.length / 300) {
        double numeric =
            (value(learner, batch, theta, i, STEP) - value(learner, batch, theta, i, -STEP))
                / (2 * STEP);
        worst = Math.max(worst, Math.abs(numeric - gradient[i]));
        largest = Math.max(largest, Math.abs(numeric));
      }
      assertThat(largest).isGreaterThan(0.02);
      assertThat(worst).isCloseTo(0, within(2e-3 + 0.01 * largest));
    }
  }

  private static double value(
      BaselineEstimator learner, WindowBatch batch, float[] theta, int at, double by) {
    float[] moved = theta.clone();
    moved[at] += (float) by;
    return learner.network().valueAndGradient(batch, moved)[theta.length];
  }

  @ParameterizedTest
  @EnumSource(BaselineKind.class)
  void learningLowersTheLossAndKeepsNothingBehind(BaselineKind kind) {
    try (BaselineEstimator learner = create(kind)) {
      learner.observe(DATA.windows(0, 300));
      StepReport first = learner.step(DATA.windows(0, 64));
      int arrays = learner.managedArrays();
      learner.refit(DATA.windows(0, 300), DATA.windows(300, 340));
      for (int s = 0; s < 150; s++) {
        learner.step(someLacking(s, s + 64));
      }
      StepReport last = learner.step(DATA.windows(0, 64));
      assertThat(last.applied()).isTrue();
      assertThat(last.loss()).isLessThan(0.9 * first.loss());
      assertThat(learner.managedArrays()).isEqualTo(arrays);
    }
  }

  @ParameterizedTest
  @EnumSource(BaselineKind.class)
  void whatIsAskedOfItsCodesHearsOfSkippedSteps(BaselineKind kind) {
    BrokenTerm term = new BrokenTerm();
    try (BaselineEstimator learner =
        BaselineEstimator.create(kind, DATA.shapes(), term, SETTINGS, 5, -1)) {
      learner.observe(DATA.windows(0, 64));
      List<Boolean> applied = new ArrayList<>();
      for (int s = 0; s < 4; s++) {
        applied.add(learner.step(DATA.windows(0, 64)).applied());
      }
      assertThat(applied).containsExactly(true, true, false, true);
      assertThat(term.undone).containsExactly(3L);
    }
  }

  /** Infinite in the third step. */
  private static final class BrokenTerm implements CodeTerm {
    private final List<Long> undone = new ArrayList<>();
    private long step;

    @Override
    public NDArray loss(
        NDArray[] codes, byte[][] present, long steps, NDManager manager, StagingBuffers staging) {
      step = steps;
      NDArray squares = codes[0].square().sum();
      return steps == 3 ? squares.div(squares.sub(squares)) : squares;
    }

    @Override
    public void undo() {
      undone.add(step);
    }
  }

  @ParameterizedTest
  @EnumSource(BaselineKind.class)
  void aRestoredLearnerGoesOnToTheSameBits(BaselineKind kind) {
    try (BaselineEstimator learner = create(kind);
        BaselineEstimator restored = create(kind)) {
      learner.observe(DATA.windows(0, 200));
      learner.step(DATA.windows(0, 32));
      restored.restore(learner.save());
      for (BaselineEstimator each : List.of(learner, restored)) {
        each.observe(DATA.windows(200, 210));
        each.step(someLacking(32, 64));
        each.refit(DATA.windows(0, 200), List.of());
      }
      assertThat(restored.save()).isEqualTo(learner.save());
      assertThat(restored.graph()).isEqualTo(learner.graph());
    }
  }

  @ParameterizedTest
  @EnumSource(BaselineKind.class)
  void aTermSeesTheCodesOfEveryStepAndOneOfNothingChangesNoBit(BaselineKind kind) {
    List<String> seen = new ArrayList<>();
    CodeTerm nothing =
        (codes, present, steps, step, staging) -> {
          seen.add(steps + " " + codes.length + " " + codes[0].getShape().get(0));
          seen.add(present[0][0] + " " + present[0][1]);
          return step.zeros(new Shape());
        };
    try (BaselineEstimator plain = create(kind);
        BaselineEstimator asked =
            BaselineEstimator.create(kind, DATA.shapes(), nothing, SETTINGS, 5, -1)) {
      for (BaselineEstimator each : List.of(plain, asked)) {
        each.observe(DATA.windows(0, 200));
        each.step(someLacking(0, 32));
        each.step(someLacking(32, 64));
      }
      assertThat(asked.save()).isEqualTo(plain.save());
      int modalities = DATA.shapes().size();
      assertThat(seen)
          .containsExactly("1 " + modalities + " 32", "0 1", "2 " + modalities + " 32", "0 1");
    }
  }

  @ParameterizedTest
  @EnumSource(BaselineKind.class)
  void aTermOnTheCodesIsLearnedFrom(BaselineKind kind) {
    CodeTerm towardsOne =
        (codes, present, steps, step, staging) -> codes[1].sub(1f).square().mean().mul(100f);
    try (BaselineEstimator learner =
        BaselineEstimator.create(kind, DATA.shapes(), towardsOne, SETTINGS, 5, -1)) {
      learner.observe(DATA.windows(0, 300));
      for (int s = 0; s < 200; s++) {
        learner.step(DATA.windows(s, s + 64));
      }
      List<WindowEstimate> estimates = learner.infer(DATA.windows(0, 64));
      double mean =
          estimates.stream().mapToDouble(e -> e.modalities().get(1).mean()[0]).average().orElse(0);
      assertThat(mean).isCloseTo(1, within(0.2));
    }
  }

  @ParameterizedTest
  @EnumSource(BaselineKind.class)
  void aWindowIsReadAloneAsAmongOthersAndAbsentModalitiesSaySo(BaselineKind kind) {
    try (BaselineEstimator learner = create(kind)) {
      learner.observe(DATA.windows(0, 200));
      learner.step(DATA.windows(0, 32));
      List<WindowEstimate> many = learner.infer(someLacking(0, 40));
      WindowEstimate alone = learner.infer(DATA.windows(39, 40)).get(0);
      for (int m = 0; m < DATA.shapes().size(); m++) {
        ModalityEstimate among = many.get(39).modalities().get(m);
        assertThat(alone.modalities().get(m).mean()).isEqualTo(among.mean());
        assertThat(alone.modalities().get(m).deviation()).isEqualTo(among.deviation());
      }
      ModalityEstimate absent = many.get(0).modalities().get(0);
      assertThat(absent.present()).isFalse();
      assertThat(absent.deviation()).containsOnly(1);
      int published = kind.latents(DATA.shapes().get(0), DATA.shapes());
      assertThat(absent.mean()).hasSize(published);
      String name = absent.modality();
      assertThat(learner.report().verdict(name)).isEqualTo(Verdict.UNDECIDED);
    }
  }

  @ParameterizedTest
  @EnumSource(BaselineKind.class)
  void aWindowThatIsNotFiniteLeavesEveryWeightFinite(BaselineKind kind) {
    try (BaselineEstimator learner = create(kind)) {
      learner.observe(DATA.windows(0, 200));
      learner.step(DATA.windows(0, 32));
      AlignedWindow one = DATA.windows(0, 1).get(0);
      List<SampleGrid> broken =
          one.grids().stream()
              .map(
                  grid -> {
                    float[] values = new float[grid.values().length];
                    Arrays.fill(values, Float.NaN);
                    return new SampleGrid(
                        grid.modality(), grid.steps(), grid.channels(), values, grid.present(), 0);
                  })
              .toList();
      AlignedWindow poison =
          new AlignedWindow(
              one.subject(), one.startMicros(), one.endMicros(), broken, one.lineage());
      List<AlignedWindow> batch =
          Stream.concat(Stream.of(poison), DATA.windows(1, 32).stream()).toList();
      learner.step(batch);
      for (float weight : learner.network().parameters()) {
        assertThat(weight).isFinite();
      }
      assertThat(learner.step(DATA.windows(0, 32)).loss()).isFinite();
    }
  }
}
