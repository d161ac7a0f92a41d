package io.headwater.sensor.source;

import io.headwater.sensor.SensorChunk;
import io.headwater.sensor.SensorRecord;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gathers samples with their own times, which must not decrease, into chunks. When asked to infer a
 * period, a chunk becomes regular only if its steps are all the same number of microseconds and
 * there are at least {@link #STEPS_TO_TRUST} of them, or if it goes on exactly where and as the
 * chunk before it did.
 */
public final class IrregularRun {
  /** Two equal steps: a single step would make any two samples "regular". */
  public static final int STEPS_TO_TRUST = 2;

  /** Rows that the buffers hold at first; they grow up to the chunk's limit. */
  private static final int FIRST_ROWS = 16;

  private final ChunkOrigin origin;
  private final long spanMicros;
  private final int limit;
  private final boolean inferPeriod;
  private final int width;
  private long[] times = new long[FIRST_ROWS];
  private float[] values; // (sample, channel)
  private int rows;
  private long sequence;
  private long trustedPeriod;
  private long trustedNext;

  public IrregularRun(ChunkOrigin origin, ChunkLength length, boolean inferPeriod) {
    this.origin = origin;
    this.spanMicros = length.micros();
    this.width = origin.channels().size();
    this.limit = ChunkLength.limit(width);
    this.inferPeriod = inferPeriod;
    this.values = new float[FIRST_ROWS * width];
  }

  /** Samples gathered and not yet sent. */
  public int rows() {
    return rows;
  }

  /** Adds one sample of all channels at a time in microseconds since the epoch. */
  public void add(long timeMicros, float[] row, Consumer<SensorRecord> out) {
    if (rows > 0 && (timeMicros - times[0] >= spanMicros || rows == limit)) {
      flush(out);
    }
    if (rows == times.length) {
      times = Arrays.copyOf(times, rows * 2);
      values = Arrays.copyOf(values, rows * 2 * width);
    }
    times[rows] = timeMicros;
    System.arraycopy(row, 0, values, rows * width, width);
    rows++;
  }

  /** Sends what was gathered, if anything. */
  public void flush(Consumer<SensorRecord> out) {
    if (rows == 0) {
      return;
    }
    long start = times[0];
    float[] gathered = Arrays.copyOf(values, rows * width);
    long period = inferPeriod ? exactPeriod() : 0;
    Optional<SensorChunk> chunk =
        period > 0
            ? origin.regular(start, period, gathered, sequence)
            : origin.irregular(start, offsets(), gathered, sequence);
    trustedPeriod = period;
    trustedNext = times[rows - 1] + period;
    rows = 0;
    if (chunk.isPresent()) {
      sequence++;
      out.accept(chunk.get());
    }
  }

  /** The one step in microseconds between all samples, or 0 when there is none to trust. */
  private long exactPeriod() {
    boolean continues = trustedPeriod > 0 && times[0] == trustedNext;
    if (!continues && rows <= STEPS_TO_TRUST) {
      return 0;
    }
    long step = rows > STEPS_TO_TRUST ? times[1] - times[0] : trustedPeriod;
    for (int i = 1; i < rows; i++) {
      if (times[i] - times[i - 1] != step) {
        return 0;
      }
    }
    return step;
  }

  private long[] offsets() {
    long[] offsets = new long[rows];
    for (int i = 0; i < rows; i++) {
      offsets[i] = times[i] - times[0];
    }
    return offsets;
  }
}
