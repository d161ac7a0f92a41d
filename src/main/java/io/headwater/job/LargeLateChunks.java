package io.headwater.job;

import io.headwater.align.AlignTypes;
import io.headwater.align.Arrival;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.SensorChunkWireCodec;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Late chunks that no longer fit a message: with the header that names it, a late chunk is larger
 * than it came, and the largest that a broker took would be refused and stop the job. A chunk
 * cannot be cut, so these go to the rejected topic. They still count as late.
 */
final class LargeLateChunks {
  private LargeLateChunks() {}

  static DataStream<Arrival> others(DataStream<Arrival> late, int greatestValue) {
    return late.filter(arrival -> encoded(arrival).length <= greatestValue)
        .setParallelism(1)
        .name("late-that-fit");
  }

  static DataStream<RejectedRecord> rejected(DataStream<Arrival> late, int greatestValue) {
    return late.filter(arrival -> encoded(arrival).length > greatestValue)
        .setParallelism(1)
        .name("late-too-large")
        .map(LargeLateChunks::rejected, AlignTypes.REJECTED_RECORD)
        .setParallelism(1);
  }

  private static RejectedRecord rejected(Arrival late) {
    byte[] chunk = encoded(late);
    return new RejectedRecord(
        late.source(),
        late.position(),
        "The chunk came late, and its %d bytes do not fit the late topic; send shorter chunks."
            .formatted(chunk.length),
        chunk);
  }

  private static byte[] encoded(Arrival late) {
    return new SensorChunkWireCodec().encode((SensorChunk) late.record());
  }
}
