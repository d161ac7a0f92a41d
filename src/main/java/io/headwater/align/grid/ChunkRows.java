package io.headwater.align.grid;

import io.headwater.sensor.SensorChunk;

/** Finds the rows (samples) of a chunk by time; times of a chunk never decrease. */
final class ChunkRows {
  private ChunkRows() {}

  /** Index of the first row at or after the instant; the number of rows when there is none. */
  static int firstAtOrAfter(SensorChunk chunk, long micros) {
    int low = 0;
    int high = chunk.samples();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chunk.timeMicros(middle) < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  static long lastTimeMicros(SensorChunk chunk) {
    return chunk.timeMicros(chunk.samples() - 1);
  }

  /** Whether the chunk has a row in [from, to). */
  static boolean anyWithin(SensorChunk chunk, long from, long to) {
    int row = firstAtOrAfter(chunk, from);
    return row < chunk.samples() && chunk.timeMicros(row) < to;
  }
}
