package io.headwater.align.grid;

import io.headwater.sensor.Modality;
import io.headwater.sensor.Resampling;
import io.headwater.sensor.SensorChunk;
import java.util.Arrays;

/**
 * Where in event time a chunk of a time series matters.
 *
 * <p>A chunk touches a window when it has a sample in it; a sample of a regular chunk stands for
 * its whole period. Beyond the windows it touches, a chunk may still feed later ones through {@link
 * Resampling#HOLD} and {@link Resampling#LINEAR}, by at most the modality's maximum gap.
 */
public final class Footprint {
  private final WindowGrid windows;

  public Footprint(WindowGrid windows) {
    this.windows = windows;
  }

  /** Ends of the windows the chunk touches, ascending. */
  public long[] touchedEnds(SensorChunk chunk) {
    return chunk.isRegular() ? spanned(chunk) : sampled(chunk);
  }

  /** Whether the chunk touches the window with the given end. */
  public boolean touches(SensorChunk chunk, long endMicros) {
    long start = windows.start(endMicros);
    return chunk.isRegular()
        ? chunk.startMicros() < endMicros && lastInstant(chunk) >= start
        : ChunkRows.anyWithin(chunk, start, endMicros);
  }

  /** End of the last window that the chunk can contribute to; after it the chunk is forgotten. */
  public long lastUseEnd(SensorChunk chunk, Modality modality) {
    long reach = ChunkRows.lastTimeMicros(chunk) + reachMicros(modality);
    return windows.lastEnd(Math.max(lastInstant(chunk), reach));
  }

  /** How far a sample reaches beyond its own instant, in microseconds. */
  static long reachMicros(Modality modality) {
    return modality.resampling() == Resampling.MEAN ? 0 : modality.maxGap().toNanos() / 1000;
  }

  private static long lastInstant(SensorChunk chunk) {
    return Math.max(ChunkRows.lastTimeMicros(chunk), chunk.endMicros() - 1);
  }

  private long[] spanned(SensorChunk chunk) {
    long first = windows.firstEnd(chunk.startMicros());
    long last = windows.lastEnd(lastInstant(chunk));
    long[] ends = new long[Math.toIntExact((last - first) / windows.slideMicros() + 1)];
    Arrays.setAll(ends, i -> first + i * windows.slideMicros());
    return ends;
  }

  private long[] sampled(SensorChunk chunk) {
    long[] ends = new long[8];
    int count = 0;
    for (int row = 0; row < chunk.samples(); row++) {
      long time = chunk.timeMicros(row);
      long next = windows.firstEnd(time);
      if (count > 0) {
        next = Math.max(next, ends[count - 1] + windows.slideMicros());
      }
      for (long end = next; end <= windows.lastEnd(time); end += windows.slideMicros()) {
        if (count == ends.length) {
          ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = end;
      }
    }
    return Arrays.copyOf(ends, count);
  }
}
