package io.headwater.align;

import io.headwater.sensor.SensorChunk;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks of one input partition: its clock minus the lateness.
 *
 * <p>Timestamps are starts rounded down to milliseconds, the lateness is rounded up, and a
 * watermark W promises that later timestamps exceed W. A chunk in time starts at or after clock −
 * lateness, so its timestamp is at least ⌊clock⌋ − ⌈lateness⌉ = W + 1: never early. Chunks that
 * admission will reject do not move the clock.
 *
 * <p>The first watermark goes out with the first chunk and not a period later: a checkpoint in
 * between would hold a partition that was read, to its end even, and no watermark to go on from
 * ({@link ResumedWatermark}), and windows would wait until silence closes them.
 */
final class ArrivalWatermarks implements WatermarkGenerator<Arrival> {
  private final ChunkRule screening;
  private final long latenessMillis;
  private long clockMillis = Long.MIN_VALUE;

  ArrivalWatermarks(ChunkRule screening, long latenessMicros) {
    this.screening = screening;
    this.latenessMillis = -Math.floorDiv(-latenessMicros, 1000L);
  }

  /** Timestamp of an arrival in Flink's milliseconds. */
  static long timestampMillis(Arrival arrival, long recordTimestamp) {
    return arrival.record() instanceof SensorChunk chunk
        ? Math.floorDiv(chunk.startMicros(), 1000L)
        : recordTimestamp;
  }

  /**
   * The watermark of a partition in which nothing in time starts before the given instant: a chunk
   * that starts there has a timestamp of at least one more.
   */
  static long promiseMillis(long earliestMicros) {
    return earliestMicros == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : Math.floorDiv(earliestMicros, 1000L) - 1;
  }

  @Override
  public void onEvent(Arrival arrival, long timestampMillis, WatermarkOutput output) {
    if (timestampMillis > clockMillis
        && arrival.record() instanceof SensorChunk chunk
        && screening.problem(chunk) == null) {
      boolean first = clockMillis == Long.MIN_VALUE;
      clockMillis = timestampMillis;
      if (first) {
        onPeriodicEmit(output);
      }
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (clockMillis != Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(clockMillis - latenessMillis - 1));
    }
  }
}
