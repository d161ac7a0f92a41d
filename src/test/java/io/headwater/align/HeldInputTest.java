package io.headwater.align;

import static io.headwater.align.Chunks.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.align.grid.PlacedChunk;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real admission whose source, on the same thread, holds its input back. */
class HeldInputTest {
  private static final long NOW = 1_000_000 * SECOND;
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final long TICK_MILLIS = WAIT.toMillis() / LiveWatermarks.TICKS;

  /** Silence is noticed after more ticks than the wait has. */
  private static final int TICKS_OF_SILENCE = LiveWatermarks.TICKS + 1;

  private OneInputStreamOperatorTestHarness<Arrival, PlacedChunk> harness;

  @BeforeEach
  void open() throws Exception {
    AlignmentSpec spec =
        new AlignmentSpec(
            List.of(Chunks.series("sleep")),
            Duration.ofSeconds(10),
            null,
            Duration.ofSeconds(30),
            true,
            WAIT,
            null,
            1,
            null,
            0);
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new Admission(spec, () -> NOW), AlignTypes.ARRIVAL.createSerializer());
    harness.setup(AlignTypes.PLACED_CHUNK.createSerializer());
    harness.initializeEmptyState();
    harness.open();
    harness.processElement(
        new StreamRecord<>(new Arrival("p", 0, Chunks.seconds("s", "sleep", 12, 1))));
  }

  @AfterEach
  void close() throws Exception {
    HeldInput.set(false);
    harness.close();
  }

  private void ticks(int count) throws Exception {
    for (int tick = 0; tick < count; tick++) {
      harness.setProcessingTime(harness.getProcessingTime() + TICK_MILLIS);
    }
  }

  private List<Object> marks() {
    return harness.getOutput().stream().filter(o -> !(o instanceof StreamRecord)).toList();
  }

  /** The window with data closes, and the input turns idle. */
  private void assertClosedBySilence() {
    assertThat(marks()).containsExactly(new Watermark(19_999), WatermarkStatus.IDLE);
  }

  @Test
  void inputThatIsHeldIsNotSilenceAndAfterwardsTheWholeWaitBeginsAnew() throws Exception {
    ticks(TICKS_OF_SILENCE - 1); // nearly silent already
    HeldInput.set(true);
    ticks(3 * TICKS_OF_SILENCE);
    assertThat(marks()).isEmpty();
    HeldInput.set(false);
    ticks(TICKS_OF_SILENCE - 1);
    assertThat(marks()).isEmpty();
    ticks(1);
    assertClosedBySilence();
  }

  @Test
  void whatAnotherTaskHoldsDoesNotCountHere() throws Exception {
    Thread other = new Thread(() -> HeldInput.set(true));
    other.start();
    other.join();
    ticks(TICKS_OF_SILENCE);
    assertClosedBySilence();
  }
}
