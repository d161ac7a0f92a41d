package io.headwater.align.grid;

import io.headwater.sensor.SensorChunk;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of several chunks inside a span, in time order; rows of equal time keep the order of
 * their chunks.
 */
final class MergedRows {
  private final int channels;
  private final Row[] rows;

  private record Row(long timeMicros, SensorChunk chunk, int index) {}

  private MergedRows(int channels, Row[] rows) {
    this.channels = channels;
    this.rows = rows;
  }

  /** Rows with time in [from, to). */
  static MergedRows within(List<SensorChunk> chunks, int channels, long from, long to) {
    Row[] rows =
        chunks.stream()
            .flatMap(
                chunk -> {
                  int first = ChunkRows.firstAtOrAfter(chunk, from);
                  int end = ChunkRows.firstAtOrAfter(chunk, to);
                  return IntStream.range(first, end)
                      .mapToObj(i -> new Row(chunk.timeMicros(i), chunk, i));
                })
            .toArray(Row[]::new);
    Arrays.sort(rows, Comparator.comparingLong(Row::timeMicros)); // stable, linear when sorted
    return new MergedRows(channels, rows);
  }

  /** The finite samples of one channel; of samples at the same instant the last one counts. */
  Track track(int channel, long originMicros) {
    long[] offsets = new long[rows.length];
    float[] values = new float[rows.length];
    int size = 0;
    for (Row row : rows) {
      float value = row.chunk.values()[row.index * channels + channel];
      if (!Float.isFinite(value)) {
        continue;
      }
      long offset = row.timeMicros - originMicros;
      boolean sameInstant = size > 0 && offsets[size - 1] == offset;
      int at = sameInstant ? size - 1 : size++;
      offsets[at] = offset;
      values[at] = value;
    }
    return new Track(offsets, values, size);
  }

  /**
   * @param offsets strictly increasing instants, microseconds after the window's start
   * @param values one finite value per instant
   * @param size how many of both are filled
   */
  record Track(long[] offsets, float[] values, int size) {}
}
