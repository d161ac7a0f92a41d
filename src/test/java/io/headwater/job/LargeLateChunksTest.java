package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.align.AlignTypes;
import io.headwater.align.Arrival;
import io.headwater.align.Chunks;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.SensorChunkWireCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

class LargeLateChunksTest {
  private static final SensorChunkWireCodec CODEC = new SensorChunkWireCodec();
  private static final SensorChunk SMALL = Chunks.seconds("a", "sleep", 1, 1);
  private static final SensorChunk LARGE = Chunks.seconds("a", "sleep", 2, new float[50]);

  @Test
  void whatFitsToTheByteIsLateAndWhatDoesNotIsRejectedWhole() throws Exception {
    int fits = CODEC.encode(SMALL).length;
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    var late =
        LargeLateChunks.apart(
            env.fromData(
                AlignTypes.ARRIVAL,
                new Arrival("sensor.sleep-0", 7, LARGE),
                new Arrival("sensor.sleep-0", 8, SMALL)),
            fits);
    List<Arrival> fitting = new ArrayList<>();
    List<RejectedRecord> rejected = new ArrayList<>();
    try (CloseableIterator<Arrival> first = late.collectAsync();
        CloseableIterator<RejectedRecord> second =
            late.getSideOutput(LargeLateChunks.REJECTED).collectAsync()) {
      env.execute();
      first.forEachRemaining(fitting::add);
      second.forEachRemaining(rejected::add);
    }
    assertThat(fitting).extracting(Arrival::position).containsExactly(8L);
    assertThat(rejected).hasSize(1);
    assertThat(rejected.get(0).position()).isEqualTo(7);
    assertThat(rejected.get(0).reason())
        .contains("late", CODEC.encode(LARGE).length + " bytes", "shorter chunks");
    assertThat(rejected.get(0).original()).isEqualTo(CODEC.encode(LARGE));
  }
}
