package io.headwater.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.align.AlignTypes;
import io.headwater.config.ModelShape;
import io.headwater.window.AlignedWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.externalresource.ExternalResourceInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerOperatorTest {
  private static final long MINUTE_MILLIS = LearnCase.MINUTE / 1000;
  private static final LearnerTags TAGS =
      new LearnerTags(
          tag("graphs", GraphRecord.class),
          tag("models", ModelRecord.class),
          tag("prequential", PrequentialRecord.class),
          tag("windows", AlignedWindow.class));

  private static final TypeSerializer<AlignedWindow> WINDOWS =
      AlignTypes.ALIGNED_WINDOW.createSerializer(new ExecutionConfig().getSerializerConfig());

  /** GPUs for which the factory of a test made an estimator. */
  private static final List<Integer> MADE_ON = new ArrayList<>();

  @TempDir Path folder;

  private static <T> OutputTag<T> tag(String name, Class<T> type) {
    return new OutputTag<>(name, TypeInformation.of(type));
  }

  private LearnerOperator operator(EstimatorFactory factory, Integer declared) {
    LearnerSpec spec =
        new LearnerSpec(
            factory,
            LearnCase.LEARNING,
            LearnCase.SEED,
            new ModelStore(folder.toUri().toString()),
            new ModelShape("fingerprint", new java.util.TreeMap<>()),
            declared,
            false);
    return new LearnerOperator(spec, TAGS);
  }

  private OneInputStreamOperatorTestHarness<AlignedWindow, LatentRecord> harness(
      OperatorSubtaskState state) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            operator(gpu -> LearnCase.estimator(), null), WINDOWS);
    harness.setup();
    if (state == null) {
      harness.initializeEmptyState();
    } else {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static void send(
      OneInputStreamOperatorTestHarness<AlignedWindow, LatentRecord> harness,
      List<AlignedWindow> windows)
      throws Exception {
    for (AlignedWindow window : windows) {
      harness.processElement(window, window.endMicros() / 1000 - 1);
    }
  }

  private static List<AlignedWindow> shuffled(int from, int to) {
    List<AlignedWindow> windows = new ArrayList<>(LearnCase.windows(from, to));
    Collections.shuffle(windows, new Random(5));
    return windows;
  }

  private static List<String> bits(
      OneInputStreamOperatorTestHarness<AlignedWindow, LatentRecord> harness) {
    return harness.extractOutputValues().stream().map(LearnCase::bits).toList();
  }

  @Test
  void theLearnerIsMadeOnTheGpuThatIsDeclaredOrElseHandedOver() throws Exception {
    MADE_ON.clear();
    EstimatorFactory factory =
        gpu -> {
          MADE_ON.add(gpu);
          return LearnCase.estimator();
        };
    try (var none = new OneInputStreamOperatorTestHarness<>(operator(factory, null), WINDOWS);
        MockEnvironment one = withGpu("3");
        var handedOver =
            new OneInputStreamOperatorTestHarness<>(operator(factory, null), WINDOWS, one);
        MockEnvironment other = withGpu("3");
        var declared =
            new OneInputStreamOperatorTestHarness<>(operator(factory, 1), WINDOWS, other)) {
      none.open();
      handedOver.open();
      declared.open();
    }
    assertThat(MADE_ON).containsExactly(EstimatorFactory.CPU, 3, 1);
  }

  private static MockEnvironment withGpu(String index) {
    return new MockEnvironmentBuilder()
        .setExternalResourceInfoProvider(name -> Set.of(new HandedOver(name, index)))
        .build();
  }

  /** What Flink's driver for GPUs says of one. */
  private record HandedOver(String resource, String index) implements ExternalResourceInfo {
    @Override
    public Optional<String> getProperty(String key) {
      return resource.equals("gpu") && key.equals("index") ? Optional.of(index) : Optional.empty();
    }

    @Override
    public Collection<String> getKeys() {
      return List.of("index");
    }
  }

  @Test
  void windowsWaitUntilTheWatermarkHasPassedTheirEnd() throws Exception {
    try (var harness = harness(null)) {
      send(harness, LearnCase.windows(0, 9)); // three windows each that end at minutes 1, 2 and 3
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(2 * MINUTE_MILLIS - 2);
      assertThat(harness.extractOutputValues())
          .extracting(LatentRecord::windowEnd)
          .containsOnly(LearnCase.MINUTE)
          .hasSize(3);
      // The watermark that closes a window in the aligner is one millisecond before its end.
      harness.processWatermark(2 * MINUTE_MILLIS - 1);
      assertThat(harness.extractOutputValues()).hasSize(6);
      harness.endInput();
      assertThat(harness.extractOutputValues()).hasSize(9);
    }
  }

  @Test
  void windowsThatArriveInAnyOrderAreLearnedByEndAndSubject() throws Exception {
    try (var sorted = harness(null);
        var mixed = harness(null)) {
      send(sorted, LearnCase.windows(0, 60));
      sorted.endInput();
      List<AlignedWindow> windows = shuffled(0, 60);
      assertThat(windows).isNotEqualTo(LearnCase.windows(0, 60));
      send(mixed, windows);
      mixed.processWatermark(7 * MINUTE_MILLIS);
      mixed.endInput();
      assertThat(bits(mixed)).isEqualTo(bits(sorted)).hasSize(60);
      assertThat(mixed.extractOutputValues())
          .extracting(r -> r.windowEnd() / LearnCase.MINUTE + r.subject())
          .startsWith("1s0", "1s1", "1s2", "2s0");
      assertThat(onlyModel(mixed).sha256()).isEqualTo(onlyModel(sorted).sha256());
      assertThat(mixed.getSideOutput(TAGS.windows())).hasSize(60);
    }
  }

  private static ModelRecord onlyModel(
      OneInputStreamOperatorTestHarness<AlignedWindow, LatentRecord> harness) {
    assertThat(harness.getSideOutput(TAGS.models())).hasSize(1);
    return harness.getSideOutput(TAGS.models()).peek().getValue();
  }

  @Test
  void aRestoredOperatorGoesOnBitForBitWithWhatWasPending() throws Exception {
    try (var whole = harness(null)) {
      send(whole, LearnCase.windows(0, 75));
      whole.endInput();
      OperatorSubtaskState state;
      List<String> joined = new ArrayList<>();
      try (var first = harness(null)) {
        send(first, shuffled(0, 48));
        first.processWatermark(9 * MINUTE_MILLIS); // 27 windows learned, 21 pending
        state = first.snapshot(1, 1);
        joined.addAll(bits(first));
      }
      assertThat(joined).hasSize(27);
      try (var second = harness(state)) {
        send(second, LearnCase.windows(48, 75));
        second.processWatermark(20 * MINUTE_MILLIS);
        second.endInput();
        joined.addAll(bits(second));
        assertThat(onlyModel(second).sha256()).isEqualTo(onlyModel(whole).sha256());
      }
      assertThat(joined).isEqualTo(bits(whole));
    }
  }

  @Test
  void theModelFileHoldsTheStateThatTheRecordNames() throws Exception {
    try (var harness = harness(null);
        var restored = LearnCase.estimator()) {
      send(harness, LearnCase.windows(0, 40));
      harness.endInput();
      ModelRecord model = onlyModel(harness);
      byte[] state = ModelStore.read(model.uri(), model.sha256());
      assertThat(state).hasSize((int) model.bytes());
      restored.restore(state);
      assertThat(model.metrics()).containsEntry("windows", 40.0);
      assertThat(model.metrics()).containsEntry("steps", (double) restored.steps());
      assertThat(model.asOfMicros()).isEqualTo(14 * LearnCase.MINUTE);
      assertThat(model.parentVersion()).isNull();
    }
  }
}
