package io.headwater.align;

import static io.headwater.align.Chunks.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.align.grid.PlacedChunk;
import io.headwater.sensor.Modality;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.sensor.SensorRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final long NOW = 1_000_000 * SECOND;
  private static final long WAIT_MILLIS = 5_000;
  private static final long TICK_MILLIS = WAIT_MILLIS / LiveWatermarks.TICKS;
  private static final List<Modality> MODALITIES =
      List.of(Chunks.series("sleep"), Chunks.tabular("profile"));

  private final List<OneInputStreamOperatorTestHarness<Arrival, PlacedChunk>> opened =
      new ArrayList<>();

  @Test
  void latenessFollowsTheClockOfTheChunksOwnPartition() throws Exception {
    var harness = open(spec(false), null);
    send(harness, "fast", Chunks.seconds("s", "sleep", 100, 1));
    send(harness, "slow", Chunks.seconds("s", "sleep", 10, 1));
    send(harness, "fast", Chunks.seconds("s", "sleep", 70, 1));
    send(harness, "fast", Chunks.seconds("s", "sleep", 69, 1));
    assertThat(harness.extractOutputValues())
        .extracting(placed -> placed.chunk().startMicros() / SECOND)
        .containsExactly(100L, 10L, 70L);
    assertThat(side(harness, Alignment.LATE))
        .extracting(arrival -> ((SensorChunk) arrival.record()).startMicros() / SECOND)
        .containsExactly(69L);
  }

  @Test
  void aTabularRowIsNeverLateButTakesEffectWhereNoWindowHasClosed() throws Exception {
    var harness = open(spec(false), null);
    send(harness, "p", Chunks.seconds("s", "sleep", 100, 1));
    send(harness, "p", Chunks.seconds("s", "profile", 5, 1));
    PlacedChunk row = harness.extractOutputValues().get(1);
    assertThat(row.effectiveMicros()).isEqualTo(70 * SECOND);
    assertThat(row.chunk().startMicros()).isEqualTo(5 * SECOND);
  }

  @Test
  void aClockFarAheadIsRejectedAndDoesNotMoveThePartition() throws Exception {
    var harness = open(spec(false), null);
    long tomorrow = NOW / SECOND + Duration.ofDays(1).toSeconds();
    send(harness, "p", Chunks.seconds("s", "sleep", tomorrow + 1, 1));
    send(harness, "p", Chunks.seconds("s", "sleep", 10, 1));
    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(side(harness, Alignment.REJECTED).get(0).reason())
        .contains("ahead of the wall clock")
        .contains("subject 's'");
  }

  @Test
  void badChunksAreRejectedWithTheirPlaceAndAReason() throws Exception {
    var harness = open(spec(false), null);
    SensorChunk good = Chunks.seconds("s", "sleep", 10, 1);
    send(harness, "p", Chunks.seconds("s", "dream", 10, 1));
    send(harness, "p", Chunks.regular("s", "sleep", "d", 10, Double.NaN, 1));
    send(harness, "p", Chunks.regular("s", "sleep", "d", 10, 0, 1, 2));
    send(harness, "p", Chunks.regular("s", "sleep", "d", 10, SECOND));
    send(harness, "p", Chunks.irregular("s", "sleep", 10, 9));
    send(harness, "p", Chunks.regular("s", "sleep", "d", 10, 1e15, 1, 2));
    send(harness, "p", new RejectedRecord("p", 6, "not Avro", new byte[] {1}));
    send(
        harness,
        "p",
        new SensorChunk(
            "s", "sleep", "d", 0, 1, new long[0], List.of("x", "y"), new float[4], "", 0));
    send(harness, "p", Chunks.seconds(" ", "sleep", 10, 1));
    send(harness, "p", good);
    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(side(harness, Alignment.REJECTED))
        .extracting(RejectedRecord::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("'dream'").contains("not declared"),
            reason -> assertThat(reason).contains("sample period of NaN"),
            reason -> assertThat(reason).contains("0 offsets but needs 2"),
            reason -> assertThat(reason).contains("0 values for 1 channels"),
            reason -> assertThat(reason).contains("offset -1 µs at sample 1"),
            reason -> assertThat(reason).contains("spans 2000000000000000 µs"),
            reason -> assertThat(reason).isEqualTo("not Avro"),
            reason -> assertThat(reason).contains("declares 1 channels").contains("carries 2"),
            reason -> assertThat(reason).contains("names no subject"));
  }

  @Test
  void theRuleOfTheCallerIsAsked() throws Exception {
    AlignmentSpec base = spec(false);
    ChunkRule noNights = chunk -> chunk.startMicros() > 50 * SECOND ? "Too late at night." : null;
    AlignmentSpec strict =
        new AlignmentSpec(
            base.modalities(),
            base.size(),
            null,
            base.lateness(),
            false,
            null,
            null,
            1,
            noNights,
            0);
    var harness = open(strict, null);
    send(harness, "p", Chunks.seconds("s", "sleep", 51, 1));
    assertThat(side(harness, Alignment.REJECTED))
        .extracting(RejectedRecord::reason)
        .containsExactly("Too late at night.");
  }

  @Test
  void clocksAndCountsSurviveARestore() throws Exception {
    var before = open(spec(false), null);
    send(before, "p", Chunks.seconds("s", "sleep", 100, 1));
    send(before, "p", Chunks.seconds("s", "sleep", 10, 1));
    OperatorSubtaskState state = before.snapshot(1, 1);

    var after = open(spec(false), state);
    send(after, "p", Chunks.seconds("s", "sleep", 10, 1));
    send(after, "p", Chunks.seconds("s", "sleep", 71, 1));
    after.endInput();
    assertThat(after.extractOutputValues()).hasSize(1);
    assertThat(side(after, Alignment.COUNTS).get(0).of("sleep"))
        .isEqualTo(new ChunkCounts(4, 0, 0, 2, 0));
  }

  @Test
  void aPartitionThatMovesToAnotherSubtaskKeepsItsClock() throws Exception {
    var left = open(spec(false), null);
    var right = open(spec(false), null);
    send(left, "p", Chunks.seconds("s", "sleep", 100, 1));
    send(right, "p", Chunks.seconds("s", "sleep", 40, 1)); // an older owner
    OperatorSubtaskState both =
        OneInputStreamOperatorTestHarness.repackageState(left.snapshot(1, 1), right.snapshot(1, 1));
    var after = open(spec(false), both);
    send(after, "p", Chunks.seconds("s", "sleep", 60, 1));
    assertThat(side(after, Alignment.LATE)).hasSize(1);
  }

  @Test
  void inLiveModeSilenceFlushesToTheEndOfTheLastWindowWithDataAndGoesIdle() throws Exception {
    var harness = open(spec(true), null);
    harness.setProcessingTime(1_000);
    send(harness, "p", Chunks.seconds("s", "sleep", 12, 1, 2));
    harness.processWatermark(new Watermark(1_000));
    quietFor(harness, WAIT_MILLIS);
    assertThat(marks(harness)).containsExactly(new Watermark(1_000));
    quietFor(harness, TICK_MILLIS);
    assertThat(marks(harness))
        .containsExactly(new Watermark(1_000), new Watermark(19_999), WatermarkStatus.IDLE);
  }

  @Test
  void whetherTheInputIsIdleIsDecidedHereAndNotByTheSource() throws Exception {
    var harness = open(spec(true), null);
    send(harness, "p", Chunks.seconds("s", "sleep", 12, 1));
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    quietFor(harness, WAIT_MILLIS + TICK_MILLIS);
    assertThat(marks(harness)).containsExactly(new Watermark(19_999), WatermarkStatus.IDLE);
  }

  @Test
  void aPartitionThatFallsSilentHoldsWindowsBackNoLongerThanTheWait() throws Exception {
    var harness = open(spec(true), null);
    send(harness, "quiet", Chunks.seconds("s", "sleep", 12, 1));
    for (int tick = 0; tick <= LiveWatermarks.TICKS; tick++) {
      assertThat(marks(harness)).isEmpty();
      send(harness, "busy", Chunks.seconds("t", "sleep", 100 + tick, 1));
      quietFor(harness, TICK_MILLIS);
    }
    // The busy partition's clock is at 105 s and chunks may be 30 s late.
    assertThat(marks(harness)).containsExactly(new Watermark(74_999));
  }

  /** Garbage and late chunks say nothing of time: what sends only those is silent. */
  @Test
  void aPartitionOfGarbageAndLateChunksHoldsWindowsBackNoLongerThanTheWait() throws Exception {
    var harness = open(spec(true), null);
    send(harness, "dirty", Chunks.seconds("s", "sleep", 60, 1));
    for (int tick = 0; tick <= LiveWatermarks.TICKS; tick++) {
      assertThat(marks(harness)).isEmpty();
      send(harness, "dirty", new RejectedRecord("dirty", tick, "not Avro", new byte[] {1}));
      send(harness, "dirty", Chunks.seconds("s", "sleep", 10 + tick, 1)); // 30 s late at most
      send(harness, "busy", Chunks.seconds("t", "sleep", 100 + tick, 1));
      quietFor(harness, TICK_MILLIS);
    }
    assertThat(side(harness, Alignment.LATE)).isNotEmpty();
    assertThat(marks(harness)).containsExactly(new Watermark(74_999));
  }

  @Test
  void whenDataComeBackInBulkTheFirstPartitionReadClosesNoWindowForTheOthers() throws Exception {
    var harness = open(spec(true), null);
    send(harness, "p", Chunks.seconds("s", "sleep", 12, 1));
    send(harness, "q", Chunks.seconds("t", "sleep", 12, 1));
    quietFor(harness, 2 * WAIT_MILLIS);
    harness.getOutput().clear();
    send(harness, "p", Chunks.seconds("s", "sleep", 500, 1));
    quietFor(harness, TICK_MILLIS);
    send(harness, "q", Chunks.seconds("t", "sleep", 30, 1));
    quietFor(harness, WAIT_MILLIS);
    assertThat(marks(harness)).containsExactly(WatermarkStatus.ACTIVE);
  }

  @Test
  void activityPutsTheFlushOff() throws Exception {
    var harness = open(spec(true), null);
    send(harness, "p", Chunks.seconds("s", "sleep", 12, 1));
    quietFor(harness, WAIT_MILLIS);
    send(harness, "p", Chunks.seconds("s", "sleep", 13, 1));
    quietFor(harness, WAIT_MILLIS);
    assertThat(marks(harness)).doesNotContain(new Watermark(19_999));
    quietFor(harness, TICK_MILLIS);
    assertThat(marks(harness)).contains(new Watermark(19_999));
  }

  @Test
  void timeInWhichTheTaskWasHeldUpIsNoSilence() throws Exception {
    var harness = open(spec(true), null);
    send(harness, "p", Chunks.seconds("s", "sleep", 12, 1));
    // Back-pressure: no timer could run for a long while, then several are due at once.
    harness.setProcessingTime(harness.getProcessingTime() + 10 * WAIT_MILLIS);
    assertThat(marks(harness)).isEmpty();
    quietFor(harness, WAIT_MILLIS + TICK_MILLIS);
    assertThat(marks(harness)).contains(new Watermark(19_999));
  }

  /** Processing time passes and timers run when they are due. */
  private static void quietFor(OneInputStreamOperatorTestHarness<?, ?> harness, long millis)
      throws Exception {
    for (long passed = 0; passed < millis; passed += TICK_MILLIS) {
      harness.setProcessingTime(harness.getProcessingTime() + TICK_MILLIS);
    }
  }

  @Test
  void afterAFlushTheNextRecordMakesTheInputActiveAndOldWatermarksAreSwallowed() throws Exception {
    var harness = open(spec(true), null);
    send(harness, "p", Chunks.seconds("s", "sleep", 12, 1));
    quietFor(harness, WAIT_MILLIS + TICK_MILLIS);
    harness.getOutput().clear();
    send(harness, "p", Chunks.seconds("s", "sleep", 14, 1));
    harness.processWatermark(new Watermark(14_000));
    harness.processWatermark(new Watermark(25_000));
    assertThat(marks(harness)).containsExactly(WatermarkStatus.ACTIVE, new Watermark(25_000));
  }

  @Test
  void aSilenceThatBeganBeforeARestoreIsFlushedToo() throws Exception {
    var before = open(spec(true), null);
    send(before, "p", Chunks.seconds("s", "sleep", 12, 1));
    var after = open(spec(true), before.snapshot(1, 1));
    quietFor(after, WAIT_MILLIS + TICK_MILLIS);
    assertThat(marks(after)).contains(new Watermark(19_999));
  }

  /** Flink keeps no watermark, and a source that has read everything has none to emit. */
  @Test
  void afterARestoreTheWatermarkGoesOnFromWhereTheClocksHaveCome() throws Exception {
    var before = open(spec(false), null);
    send(before, "p", Chunks.seconds("s", "sleep", 80, 1));
    before.processWatermark(new Watermark(49_999));
    send(before, "p", Chunks.seconds("s", "sleep", 92, 1)); // lateness: 30 s
    var after = open(spec(false), before.snapshot(1, 1));
    assertThat(marks(after)).containsExactly(new Watermark(61_999));
    after.processWatermark(new Watermark(55_000));
    assertThat(marks(after)).hasSize(1);
  }

  /** One partition was read to its end, the other was not; the source waits for both. */
  @Test
  void afterARestoreTheWatermarkFollowsTheClocksUntilTheSourcesOwnHasCaughtUp() throws Exception {
    var before = open(spec(false), null);
    send(before, "p", Chunks.seconds("s", "sleep", 200, 1));
    send(before, "q", Chunks.seconds("s", "sleep", 80, 1));
    before.processWatermark(new Watermark(49_999));
    var after = open(spec(false), before.snapshot(1, 1));
    send(after, "q", Chunks.seconds("s", "sleep", 90, 1));
    send(after, "q", Chunks.seconds("s", "sleep", 240, 1));
    assertThat(marks(after))
        .containsExactly(new Watermark(49_999), new Watermark(59_999), new Watermark(169_999));
    after.processWatermark(new Watermark(180_000));
    send(after, "p", Chunks.seconds("s", "sleep", 260, 1));
    assertThat(marks(after)).hasSize(4); // from now on the source's own
  }

  /** A partition of a subtask that had no watermark yet may hold data of any time. */
  @Test
  void afterARestoreNoWatermarkGoesOnWhereASubtaskHadNone() throws Exception {
    var left = open(spec(false), null);
    send(left, "p", Chunks.seconds("s", "sleep", 80, 1));
    left.processWatermark(new Watermark(49_999));
    var right = open(spec(false), null);
    var after =
        open(
            spec(false),
            OneInputStreamOperatorTestHarness.repackageState(
                left.snapshot(1, 1), right.snapshot(1, 1)));
    assertThat(marks(after)).isEmpty();
  }

  @Test
  void inReplaySilenceNeverFlushes() throws Exception {
    var harness = open(spec(false), null);
    send(harness, "p", Chunks.seconds("s", "sleep", 12, 1));
    quietFor(harness, 10 * WAIT_MILLIS);
    assertThat(marks(harness)).isEmpty();
  }

  private static AlignmentSpec spec(boolean live) {
    return new AlignmentSpec(
        MODALITIES,
        Duration.ofSeconds(10),
        null,
        Duration.ofSeconds(30),
        live,
        live ? Duration.ofMillis(WAIT_MILLIS) : null,
        null,
        1,
        null,
        0);
  }

  private OneInputStreamOperatorTestHarness<Arrival, PlacedChunk> open(
      AlignmentSpec spec, OperatorSubtaskState state) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<Arrival, PlacedChunk>(
            new Admission(spec, () -> NOW), AlignTypes.ARRIVAL.createSerializer());
    harness.setup(AlignTypes.PLACED_CHUNK.createSerializer());
    if (state == null) {
      harness.initializeEmptyState();
    } else {
      harness.initializeState(state);
    }
    harness.open();
    opened.add(harness);
    return harness;
  }

  private static void send(
      OneInputStreamOperatorTestHarness<Arrival, PlacedChunk> harness,
      String source,
      SensorRecord record)
      throws Exception {
    harness.processElement(new StreamRecord<>(new Arrival(source, 0, record)));
  }

  private static <T> List<T> side(
      OneInputStreamOperatorTestHarness<?, ?> harness, OutputTag<T> tag) {
    var queue = harness.getSideOutput(tag);
    return queue == null ? List.of() : queue.stream().map(StreamRecord::getValue).toList();
  }

  private static List<Object> marks(OneInputStreamOperatorTestHarness<?, ?> harness) {
    return harness.getOutput().stream().filter(o -> !(o instanceof StreamRecord)).toList();
  }

  @AfterEach
  void close() throws Exception {
    for (var harness : opened) {
      harness.close();
    }
  }
}
