package io.headwater.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sensor.SensorChunk;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class ArrivalWatermarksTest {
  private static final long LATENESS_MICROS = 30 * Chunks.SECOND;

  private final List<Long> emitted = new ArrayList<>();
  private final ArrivalWatermarks watermarks =
      new ArrivalWatermarks(
          chunk -> chunk.subject().equals("rejected") ? "It is." : null, LATENESS_MICROS);
  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          emitted.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
          throw new IllegalStateException("A partition is never idle to the source.");
        }

        @Override
        public void markActive() {
          throw new IllegalStateException("A partition is never idle to the source.");
        }
      };

  @Test
  void theFirstChunkTakesItsWatermarkWithItAndLaterOnesWaitForThePeriod() {
    read("a", 100);
    assertThat(emitted).containsExactly(69_999L);
    read("a", 110);
    assertThat(emitted).hasSize(1);
    watermarks.onPeriodicEmit(output);
    assertThat(emitted).containsExactly(69_999L, 79_999L);
  }

  @Test
  void whatAdmissionWillRejectMovesNothing() {
    read("rejected", 100);
    watermarks.onPeriodicEmit(output);
    assertThat(emitted).isEmpty();
  }

  private void read(String subject, long second) {
    SensorChunk chunk = Chunks.seconds(subject, "sleep", second, 1);
    Arrival arrival = new Arrival("p", 0, chunk);
    watermarks.onEvent(arrival, ArrivalWatermarks.timestampMillis(arrival, 0), output);
  }
}
