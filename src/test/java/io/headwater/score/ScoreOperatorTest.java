package io.headwater.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModelShape;
import io.headwater.job.Estimators;
import io.headwater.job.SmallWard;
import io.headwater.job.WardKind;
import io.headwater.learn.EstimatorFactory;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.RestoreRefusedException;
import io.headwater.window.AlignedWindow;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreOperatorTest {
  private static final LoadedModel FIRST = ScoreCase.model(3);
  private static final LoadedModel SECOND = ScoreCase.model(9);

  private static TwoInputStreamOperatorTestHarness<AlignedWindow, LoadedModel, LatentRecord>
      harness(ModelChoice choice, OperatorSubtaskState state) throws Exception {
    return harness(
        new ScoreOperator(new ScoreSpec(ScoreCase.FACTORY, choice, ScoreCase.SHAPE)), state);
  }

  private static TwoInputStreamOperatorTestHarness<AlignedWindow, LoadedModel, LatentRecord>
      harness(ScoreOperator operator, OperatorSubtaskState state) throws Exception {
    var harness = new TwoInputStreamOperatorTestHarness<>(operator);
    harness.setup();
    if (state == null) {
      harness.initializeEmptyState();
    } else {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static void windows(
      TwoInputStreamOperatorTestHarness<AlignedWindow, LoadedModel, LatentRecord> harness,
      int from,
      int to)
      throws Exception {
    for (int i = from; i < to; i++) {
      harness.processElement1(ScoreCase.window(i), 0);
    }
  }

  private static List<String> scored(
      TwoInputStreamOperatorTestHarness<AlignedWindow, LoadedModel, LatentRecord> harness) {
    return harness.extractOutputValues().stream().map(ScoreCase::bits).toList();
  }

  private static List<String> direct(LoadedModel model, int from, int to) {
    return ScoreCase.inferred(
        ScoreCase.FACTORY,
        model.state(),
        model.version(),
        IntStream.range(from, to).mapToObj(ScoreCase::window).toList());
  }

  @Test
  void windowsWaitForTheFirstModelAndEachLaterOneTakesOverBetweenWindows() throws Exception {
    try (var harness = harness(ModelChoice.newest(), null)) {
      windows(harness, 0, 70); // more than one group
      assertThat(harness.getOutput()).isEmpty();
      harness.processElement2(FIRST, 0);
      assertThat(scored(harness)).isEqualTo(direct(FIRST, 0, 70));
      windows(harness, 70, 80);
      harness.processElement2(SECOND, 0);
      windows(harness, 80, 90);
      assertThat(scored(harness).subList(70, 80)).isEqualTo(direct(FIRST, 70, 80));
      assertThat(scored(harness).subList(80, 90)).isEqualTo(direct(SECOND, 80, 90));
    }
    assertThat(stripped(direct(FIRST, 80, 90)))
        .doesNotContainAnyElementsOf(stripped(direct(SECOND, 80, 90)));
  }

  /** Without the stamp: the numbers themselves differ. */
  private static List<String> stripped(List<String> bits) {
    return bits.stream().map(b -> b.replaceFirst(" v\\d+", "")).toList();
  }

  @Test
  void modelAndWaitingWindowsSurviveARestart() throws Exception {
    OperatorSubtaskState waiting;
    try (var harness = harness(ModelChoice.newest(), null)) {
      windows(harness, 0, 5);
      waiting = harness.snapshot(1, 1);
    }
    OperatorSubtaskState modelled;
    try (var harness = harness(ModelChoice.newest(), waiting)) {
      windows(harness, 5, 7);
      harness.processElement2(FIRST, 0);
      assertThat(scored(harness)).isEqualTo(direct(FIRST, 0, 7));
      modelled = harness.snapshot(2, 2);
    }
    try (var harness = harness(ModelChoice.newest(), modelled)) {
      assertThat(harness.getOutput()).isEmpty();
      windows(harness, 7, 9);
      assertThat(scored(harness)).isEqualTo(direct(FIRST, 7, 9));
    }
    try (var harness = harness(ModelChoice.pinned(9), modelled)) {
      windows(harness, 7, 9);
      assertThat(harness.getOutput()).as("the restored model is not the one asked for").isEmpty();
      harness.processElement2(SECOND, 0);
      assertThat(scored(harness)).isEqualTo(direct(SECOND, 7, 9));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModelOfEachKindGoesAlongToARestartedScorer(WardKind kind) throws Exception {
    HeadwaterConfig config = SmallWard.config(kind.settings());
    EstimatorFactory factory = Estimators.factory(config);
    ScoreSpec spec = new ScoreSpec(factory, ModelChoice.newest(), ModelShape.of(config));
    LoadedModel model = ScoreCase.model(config, 3);
    OperatorSubtaskState state;
    try (var harness = harness(new ScoreOperator(spec), null)) {
      harness.processElement2(model, 0);
      windows(harness, 0, 3);
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(new ScoreOperator(spec), state)) {
      windows(harness, 3, 6);
      assertThat(scored(harness))
          .isEqualTo(
              ScoreCase.inferred(
                  factory,
                  model.state(),
                  model.version(),
                  IntStream.range(3, 6).mapToObj(ScoreCase::window).toList()));
    }
  }

  @Test
  void aModelThatCannotBeRestoredChangesNothing() throws Exception {
    LoadedModel broken =
        new LoadedModel(10, ScoreCase.FINGERPRINT, "", new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    try (var harness = harness(ModelChoice.newest(), null)) {
      harness.processElement2(FIRST, 0);
      harness.processElement2(broken, 0);
      windows(harness, 0, 3);
      assertThat(scored(harness)).isEqualTo(direct(FIRST, 0, 3));
    }
    try (var harness = harness(ModelChoice.newest(), null)) {
      assertThatThrownBy(() -> harness.processElement2(broken, 0))
          .hasRootCauseInstanceOf(IllegalArgumentException.class)
          .cause()
          .isInstanceOf(ModelNotRestoredException.class)
          .hasMessageContaining("Model version 10");
    }
  }

  /** Where the first model's file vanishes while it is loaded, nothing holds chunks back. */
  @Test
  void moreWindowsThanMemoryIsForEndTheJobAndGoOnFromItsCheckpointWithAModel() throws Exception {
    ScoreSpec spec = new ScoreSpec(ScoreCase.FACTORY, ModelChoice.newest(), ScoreCase.SHAPE);
    long bytesOfOne = 512 + 5L * cells(ScoreCase.window(0));
    OperatorSubtaskState full;
    try (var harness = harness(new ScoreOperator(spec, 3 * bytesOfOne), null)) {
      windows(harness, 0, 3);
      full = harness.snapshot(1, 1);
      assertThatThrownBy(() -> windows(harness, 3, 4))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .isInstanceOf(NoModelException.class)
          .hasMessageContaining("4 windows of " + 4 * bytesOfOne + " bytes wait")
          .hasMessageContaining("--restore");
    }
    try (var harness = harness(new ScoreOperator(spec, bytesOfOne), full)) {
      harness.processElement2(FIRST, 0);
      windows(harness, 3, 9);
      assertThat(scored(harness)).isEqualTo(direct(FIRST, 0, 9));
    }
  }

  private static int cells(AlignedWindow window) {
    return window.grids().stream().mapToInt(grid -> grid.values().length).sum();
  }

  @Test
  void stateOfAnotherShapeIsRefused() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(ModelChoice.newest(), null)) {
      state = harness.snapshot(1, 1);
    }
    ModelShape longer = ModelShape.of(SmallWard.config("window.size=30s"));
    ScoreSpec other = new ScoreSpec(ScoreCase.FACTORY, ModelChoice.newest(), longer);
    assertThatThrownBy(() -> harness(new ScoreOperator(other), state))
        .isInstanceOf(RestoreRefusedException.class)
        .hasMessageContaining("window.size 20s")
        .hasMessageContaining("the configuration says 30s");
  }
}
