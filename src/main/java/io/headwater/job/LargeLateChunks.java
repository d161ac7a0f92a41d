package io.headwater.job;

import io.headwater.align.AlignTypes;
import io.headwater.align.Arrival;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.SensorChunkWireCodec;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Late chunks that no longer fit a message: with the header that names it, a late chunk is larger
 * than it came, and the largest that a broker took would be refused and stop the job. A chunk
 * cannot be cut, so these go to the rejected topic. They still count as late.
 */
final class LargeLateChunks extends ProcessFunction<Arrival, Arrival> {
  private static final long serialVersionUID = 1L;

  /** Those that do not fit. */
  static final OutputTag<RejectedRecord> REJECTED =
      new OutputTag<>("late-too-large", AlignTypes.REJECTED_RECORD);

  private final int greatestValue;

  private transient SensorChunkWireCodec codec;

  private LargeLateChunks(int greatestValue) {
    this.greatestValue = greatestValue;
  }

  /**
   * The chunks that fit; the others are in its side output {@link #REJECTED}.
   *
   * @param greatestValue bytes that fit a message
   */
  static SingleOutputStreamOperator<Arrival> apart(DataStream<Arrival> late, int greatestValue) {
    return late.process(new LargeLateChunks(greatestValue), AlignTypes.ARRIVAL)
        .setParallelism(1)
        .name("late-that-fit");
  }

  @Override
  public void open(OpenContext context) {
    codec = new SensorChunkWireCodec();
  }

  @Override
  public void processElement(Arrival late, Context context, Collector<Arrival> fitting) {
    byte[] chunk = codec.encode((SensorChunk) late.record());
    if (chunk.length <= greatestValue) {
      fitting.collect(late);
      return;
    }
    context.output(
        REJECTED,
        new RejectedRecord(
            late.source(),
            late.position(),
            "The chunk came late, and its %d bytes do not fit the late topic; send shorter chunks."
                .formatted(chunk.length),
            chunk));
  }
}
