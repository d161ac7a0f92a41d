package io.headwater.align.grid;

import java.io.Serializable;
import java.time.Duration;

/**
 * The windows of a job: start {@code k · slide} for every integer k (aligned to the epoch), length
 * {@code size}. A window is named by its end, exclusive, in microseconds.
 *
 * @param sizeMicros window length
 * @param slideMicros distance between starts; at most the size, so that no sample falls between two
 *     windows
 */
public record WindowGrid(long sizeMicros, long slideMicros) implements Serializable {

  /**
   * @throws IllegalArgumentException when size or slide is not positive, or slide exceeds size
   */
  public WindowGrid {
    if (sizeMicros <= 0 || slideMicros <= 0) {
      throw new IllegalArgumentException(
          "Window size is %d µs and slide %d µs; both must be positive."
              .formatted(sizeMicros, slideMicros));
    }
    if (slideMicros > sizeMicros) {
      throw new IllegalArgumentException(
          "Window slide %d µs exceeds size %d µs, so samples between windows would be lost; choose a slide of at most the size."
              .formatted(slideMicros, sizeMicros));
    }
  }

  public static WindowGrid of(Duration size, Duration slide) {
    return new WindowGrid(micros(size), micros(slide));
  }

  /** End of the earliest window that contains the instant. */
  public long firstEnd(long micros) {
    return (Math.floorDiv(micros - sizeMicros, slideMicros) + 1) * slideMicros + sizeMicros;
  }

  /** End of the latest window that contains the instant. */
  public long lastEnd(long micros) {
    return Math.floorDiv(micros, slideMicros) * slideMicros + sizeMicros;
  }

  /** Start of the window with the given end. */
  public long start(long endMicros) {
    return endMicros - sizeMicros;
  }

  /**
   * The event-time timer of a window, in Flink's milliseconds. A watermark W promises that every
   * later timestamp, the start of a chunk rounded down to milliseconds, is at least W + 1; so the
   * window may close once (W + 1) · 1000 reaches its end, and never before.
   */
  public static long timerMillis(long endMicros) {
    return Math.floorDiv(endMicros - 1, 1000L);
  }

  /** Length in microseconds; refuses what a grid in microseconds cannot express. */
  public static long micros(Duration length) {
    long nanos = length.toNanos();
    if (nanos % 1000 != 0) {
      throw new IllegalArgumentException(
          "Duration " + length + " is not a whole number of microseconds; round it.");
    }
    return nanos / 1000;
  }
}
