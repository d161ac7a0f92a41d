package io.headwater.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sensor.Modality;
import io.headwater.sensor.Resampling;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.AlignedWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class WindowAlignerTest {
  private static final List<Modality> MODALITIES =
      List.of(
          Chunks.series("sleep"),
          Chunks.series("pulse", 1, Resampling.HOLD, Duration.ofSeconds(15)),
          Chunks.tabular("profile"));

  private static final AlignmentSpec TUMBLING = spec(10, 10);
  private static final AlignmentSpec SLIDING = spec(10, 5);

  @Test
  void oneRowPerSubjectAndWindowJoinsAllModalities() throws Exception {
    try (var aligner = new AlignerHarness(TUMBLING, null)) {
      aligner.send(
          Chunks.seconds("a", "profile", -100, 42),
          Chunks.seconds("b", "sleep", 3, 7),
          Chunks.seconds("a", "pulse", 4, 2),
          Chunks.seconds("a", "sleep", 8, 1, 2, 3, 4));
      aligner.watermark(9);
      assertThat(aligner.windows()).isEmpty();
      aligner.watermark(10);
      assertThat(aligner.windows())
          .extracting(AlignedWindow::subject)
          .containsExactlyInAnyOrder("a", "b");
      AlignedWindow window = of(aligner.windows(), "a");
      assertThat(window.grids())
          .extracting("modality")
          .containsExactly("sleep", "pulse", "profile");
      assertThat(window.grid("sleep").values()).endsWith(0, 1, 2);
      assertThat(window.grid("profile").values()).containsExactly(42);
      aligner.watermark(20);
      assertThat(aligner.windowEnds()).containsExactly(10L, 10L, 20L);
    }
  }

  @Test
  void chunksOutOfOrderGiveTheSameRow() throws Exception {
    SensorChunk first = Chunks.seconds("a", "sleep", 1, 1);
    SensorChunk second = Chunks.seconds("a", "sleep", 5, 2);
    try (var ordered = new AlignerHarness(TUMBLING, null);
        var reversed = new AlignerHarness(TUMBLING, null)) {
      ordered.send(first, second).watermark(10);
      reversed.send(second, first).watermark(10);
      assertThat(Chunks.bits(reversed.windows().get(0)))
          .isEqualTo(Chunks.bits(ordered.windows().get(0)));
    }
  }

  @Test
  void aSecondDeliveryChangesNothingAndIsCounted() throws Exception {
    SensorChunk chunk = Chunks.seconds("a", "sleep", 8, 1, 2, 3);
    SensorChunk row = Chunks.seconds("a", "profile", 1, 1);
    try (var once = new AlignerHarness(TUMBLING, null);
        var twice = new AlignerHarness(TUMBLING, null)) {
      once.send(chunk, row).watermark(20);
      twice.send(chunk, chunk, row, row).watermark(10).send(chunk).watermark(20);
      assertThat(twice.windows().stream().map(Chunks::bits))
          .containsExactlyElementsOf(once.windows().stream().map(Chunks::bits).toList());
      assertThat(twice.counts("sleep")).isEqualTo(new ChunkCounts(0, 1, 2, 0, 0));
      assertThat(twice.side(Alignment.COUNTS).get(0).of("profile"))
          .isEqualTo(new ChunkCounts(0, 1, 1, 0, 0));
    }
  }

  @Test
  void slidingWindowsShareTheirChunks() throws Exception {
    try (var aligner = new AlignerHarness(SLIDING, null)) {
      aligner.send(Chunks.seconds("a", "sleep", 6, 1, 2)).watermark(100);
      assertThat(aligner.windowEnds()).containsExactly(10L, 15L);
      assertThat(aligner.windows().get(0).grid("sleep").values())
          .containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 0, 0);
      assertThat(aligner.windows().get(1).grid("sleep").values())
          .containsExactly(0, 1, 2, 0, 0, 0, 0, 0, 0, 0);
    }
  }

  @Test
  void aHeldValueReachesIntoTheNextWindowButMakesNone() throws Exception {
    try (var aligner = new AlignerHarness(TUMBLING, null)) {
      aligner
          .send(Chunks.seconds("a", "pulse", 8, 5), Chunks.seconds("b", "pulse", 8, 5))
          .watermark(10)
          .send(Chunks.seconds("b", "sleep", 12, 1))
          .watermark(100);
      assertThat(aligner.windows())
          .extracting(w -> w.subject() + w.endMicros() / Chunks.SECOND)
          .containsExactlyInAnyOrder("a10", "b10", "b20");
      assertThat(of(aligner.windows().subList(2, 3), "b").grid("pulse").coverage())
          .isEqualTo(1f); // 8 s is held until 23 s
    }
  }

  @Test
  void stateIsEmptyAfterTheLastUseOfEachChunk() throws Exception {
    try (var aligner = new AlignerHarness(SLIDING, null)) {
      aligner.send(
          Chunks.seconds("a", "sleep", 6, 1, 2),
          Chunks.seconds("a", "pulse", 7, 1),
          Chunks.irregular("b", "sleep", 3_000_000, 44_000_000));
      assertThat(aligner.stateEntries()).isPositive();
      aligner.watermark(60);
      assertThat(aligner.stateEntries()).isZero();
    }
  }

  @Test
  void theLatestTabularRowCountsWhateverTheOrderOfArrival() throws Exception {
    try (var aligner = new AlignerHarness(TUMBLING, null)) {
      aligner.send(Chunks.seconds("a", "sleep", 1, 1)).watermark(30);
      aligner.send(
          Chunks.seconds("a", "profile", 3, 1),
          Chunks.seconds("a", "profile", 1, 2),
          Chunks.seconds("a", "profile", 2, 3));
      aligner.send(Chunks.seconds("a", "sleep", 31, 1)).watermark(40);
      assertThat(aligner.windows().get(1).grid("profile").values()).containsExactly(1);
    }
  }

  @Test
  void whereNoTimeSeriesIsDeclaredRowsMakeTheWindows() throws Exception {
    List<Modality> rowsOnly = List.of(Chunks.tabular("digit"), Chunks.tabular("item"));
    try (var aligner = new AlignerHarness(spec(rowsOnly, 10, 10), null)) {
      aligner.send(
          Chunks.seconds("a", "digit", 0, 1),
          Chunks.seconds("a", "item", 0, 2),
          Chunks.seconds("a", "digit", 10, 3),
          Chunks.seconds("a", "item", 10, 4),
          Chunks.seconds("a", "digit", 40, 5));
      aligner.watermark(60);
      assertThat(aligner.windowEnds()).containsExactly(10L, 20L, 50L);
      assertThat(aligner.windows().get(0).grid("digit").values()).containsExactly(1);
      assertThat(aligner.windows().get(0).grid("item").values()).containsExactly(2);
      assertThat(aligner.windows().get(1).grid("digit").values()).containsExactly(3);
      assertThat(aligner.windows().get(2).grid("item").values()).containsExactly(4);
    }
  }

  @Test
  void aChunkAfterAForcedCloseServesTheWindowsStillOpen() throws Exception {
    try (var aligner = new AlignerHarness(TUMBLING, null)) {
      aligner.send(Chunks.seconds("a", "sleep", 1, 1)).watermark(10);
      aligner.send(Chunks.seconds("a", "sleep", 9, 8, 9)).watermark(20);
      assertThat(aligner.windowEnds()).containsExactly(10L, 20L);
      assertThat(aligner.windows().get(1).grid("sleep").values()).startsWith(9, 0);
      assertThat(aligner.side(Alignment.LATE)).isEmpty();
    }
  }

  @Test
  void aChunkWhoseWindowsHaveAllClosedIsLate() throws Exception {
    try (var aligner = new AlignerHarness(TUMBLING, null)) {
      aligner.watermark(10).send(Chunks.seconds("a", "sleep", 8, 1)).watermark(100);
      assertThat(aligner.windows()).isEmpty();
      assertThat(aligner.side(Alignment.LATE)).hasSize(1);
      assertThat(aligner.counts("sleep")).isEqualTo(new ChunkCounts(0, 0, 0, 1, 0));
      assertThat(aligner.stateEntries()).isZero();
    }
  }

  @Test
  void aRestoreInTheMiddleGivesTheSameRows() throws Exception {
    SensorChunk[] early = {
      Chunks.seconds("a", "sleep", 2, 1, 2),
      Chunks.seconds("a", "pulse", 8, 4),
      Chunks.seconds("a", "profile", 0, 3)
    };
    SensorChunk[] later = {Chunks.seconds("a", "sleep", 11, 3), early[0]};
    try (var whole = new AlignerHarness(SLIDING, null);
        var before = new AlignerHarness(SLIDING, null)) {
      whole.send(early).watermark(5).send(later).watermark(100);
      before.send(early).watermark(5);
      try (var after = new AlignerHarness(SLIDING, before.snapshot())) {
        after.send(later).watermark(100);
        var rows = new ArrayList<>(before.windows());
        rows.addAll(after.windows());
        assertThat(rows.stream().map(Chunks::bits))
            .containsExactlyElementsOf(whole.windows().stream().map(Chunks::bits).toList());
        assertThat(after.counts("sleep")).isEqualTo(whole.counts("sleep"));
      }
    }
  }

  @Test
  void rocksDbGivesTheSameRowsAsTheHeapAlsoAcrossARestore() throws Exception {
    SensorChunk[] early = {
      Chunks.seconds("a", "sleep", 2, 1, 2),
      Chunks.irregular("a", "pulse", 3_000_000, 4_100_000, 9_900_000),
      Chunks.seconds("b", "sleep", 2, 5),
      Chunks.seconds("a", "profile", 0, 3)
    };
    SensorChunk[] later = {Chunks.seconds("a", "sleep", 11, 3), early[0], early[3]};
    try (var heap = new AlignerHarness(SLIDING, null);
        var before = AlignerHarness.onRocksDb(SLIDING, null)) {
      heap.send(early).watermark(5).send(later).watermark(100);
      before.send(early).watermark(5);
      try (var after = AlignerHarness.onRocksDb(SLIDING, before.snapshot())) {
        after.send(later).watermark(100);
        var rows = new ArrayList<>(before.windows());
        rows.addAll(after.windows());
        assertThat(rows.stream().sorted(AlignedWindow.LEARNING_ORDER).map(Chunks::bits))
            .containsExactlyElementsOf(
                heap.windows().stream()
                    .sorted(AlignedWindow.LEARNING_ORDER)
                    .map(Chunks::bits)
                    .toList());
        assertThat(after.counts("sleep")).isEqualTo(heap.counts("sleep"));
        assertThat(after.operator.numEventTimeTimers()).isZero();
      }
    }
  }

  @Test
  void aClosedWindowStaysClosedAfterARestore() throws Exception {
    try (var before = new AlignerHarness(TUMBLING, null)) {
      OperatorSubtaskState state =
          before.send(Chunks.seconds("a", "sleep", 1, 1)).watermark(10).snapshot();
      try (var after = new AlignerHarness(TUMBLING, state)) {
        after.send(Chunks.seconds("a", "sleep", 5, 1)).watermark(100);
        assertThat(after.windows()).isEmpty();
        assertThat(after.side(Alignment.LATE)).hasSize(1);
      }
    }
  }

  @Test
  void afterRescalingEachSubjectKeepsTheWatermarkItsWindowsHad() throws Exception {
    // Subjects by the subtask of two that owns them; one subtask was ahead of the other.
    String first = subjectOf(0);
    String second = subjectOf(1);
    try (var ahead = new AlignerHarness(TUMBLING, null, 2, 0);
        var behind = new AlignerHarness(TUMBLING, null, 2, 1)) {
      ahead.watermark(50);
      behind.watermark(10);
      OperatorSubtaskState both =
          AbstractStreamOperatorTestHarness.repackageState(ahead.snapshot(), behind.snapshot());
      OperatorSubtaskState merged =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              both, AlignerHarness.MAX_PARALLELISM, 2, 1, 0);
      try (var after = new AlignerHarness(TUMBLING, merged)) {
        after.send(Chunks.seconds(first, "sleep", 25, 1), Chunks.seconds(second, "sleep", 25, 1));
        after.watermark(100);
        assertThat(after.windows()).extracting(AlignedWindow::subject).containsExactly(second);
        assertThat(after.side(Alignment.LATE)).hasSize(1);
      }
    }
  }

  private static String subjectOf(int subtask) {
    for (int i = 0; ; i++) {
      int owner =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              "s" + i, AlignerHarness.MAX_PARALLELISM, 2);
      if (owner == subtask) {
        return "s" + i;
      }
    }
  }

  private static AlignedWindow of(List<AlignedWindow> windows, String subject) {
    return windows.stream().filter(w -> w.subject().equals(subject)).findFirst().orElseThrow();
  }

  private static AlignmentSpec spec(long size, long slide) {
    return spec(MODALITIES, size, slide);
  }

  private static AlignmentSpec spec(List<Modality> modalities, long size, long slide) {
    return new AlignmentSpec(
        modalities,
        Duration.ofSeconds(size),
        Duration.ofSeconds(slide),
        Duration.ofSeconds(30),
        false,
        null,
        null,
        1,
        null,
        0);
  }
}
