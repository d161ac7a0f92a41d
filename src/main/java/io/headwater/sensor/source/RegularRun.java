package io.headwater.sensor.source;

import io.headwater.sensor.SensorRecord;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Gathers evenly spaced samples into chunks. {@link #begin} starts a new stretch after a gap, so no
 * chunk spans one; times are counted from the stretch's start, so they do not drift.
 */
public final class RegularRun {
  private final ChunkOrigin origin;
  private final double periodMicros;
  private final float[] values; // (sample, channel)
  private final int width;
  private double stretchStart;
  private long samplesSent;
  private int rows;
  private long sequence;

  /**
   * @param periodMicros sample period in microseconds
   * @param capacity samples per chunk
   */
  public RegularRun(ChunkOrigin origin, double periodMicros, int capacity) {
    this.origin = origin;
    this.periodMicros = periodMicros;
    this.width = origin.channels().size();
    this.values = new float[capacity * width];
  }

  /** Sends what was gathered and starts anew at a time in microseconds since the epoch. */
  public void begin(double startMicros, Consumer<SensorRecord> out) {
    flush(out);
    stretchStart = startMicros;
    samplesSent = 0;
  }

  /** Time of the next sample if the stretch goes on, microseconds since the epoch. */
  public double nextMicros() {
    return stretchStart + (samplesSent + rows) * periodMicros;
  }

  /** Adds one sample of all channels; {@code NaN} is a missing value. */
  public void add(float[] row, Consumer<SensorRecord> out) {
    System.arraycopy(row, 0, values, rows * width, width);
    rows++;
    if (rows * width == values.length) {
      flush(out);
    }
  }

  /** Adds one sample of which nothing is known, so that the clock goes on. */
  public void addMissing(Consumer<SensorRecord> out) {
    float[] row = new float[width];
    Arrays.fill(row, Float.NaN);
    add(row, out);
  }

  /** Sends what was gathered, if anything. */
  public void flush(Consumer<SensorRecord> out) {
    if (rows == 0) {
      return;
    }
    long start = Math.round(stretchStart + samplesSent * periodMicros);
    float[] gathered = Arrays.copyOf(values, rows * width);
    samplesSent += rows;
    rows = 0;
    origin
        .regular(start, periodMicros, gathered, sequence)
        .ifPresent(
            chunk -> {
              sequence++;
              out.accept(chunk);
            });
  }
}
