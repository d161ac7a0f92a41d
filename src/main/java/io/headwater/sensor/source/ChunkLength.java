package io.headwater.sensor.source;

import java.time.Duration;

/**
 * How long a chunk may grow before it is sent.
 *
 * @param micros longest span of a chunk in microseconds
 */
public record ChunkLength(long micros) {
  /**
   * Ten seconds: several chunks per window of a minute, so one lost chunk costs little, and still
   * thousands of samples per record for fast signals.
   */
  public static final Duration DEFAULT = Duration.ofSeconds(10);

  /**
   * Most values (samples × channels) of one chunk: 256 KiB as floats, a quarter of the record size
   * that Kafka accepts by default. A single sample may be wider, such as an image.
   */
  public static final int MAX_VALUES = 65_536;

  public ChunkLength {
    if (micros <= 0) {
      throw new IllegalArgumentException(
          "A chunk of " + micros + " µs holds nothing; give a positive chunk length.");
    }
  }

  /** The declared length, or {@link #DEFAULT} when null. */
  public static ChunkLength of(Duration declared) {
    return new ChunkLength((declared == null ? DEFAULT : declared).toNanos() / 1_000);
  }

  /** Samples of a chunk at a period in microseconds: at least one, at most {@link #limit}. */
  public int samples(double periodMicros, int channels) {
    return (int) Math.max(1, Math.min(limit(channels), Math.floor(micros / periodMicros)));
  }

  /** Most samples of a chunk of that many channels. */
  public static int limit(int channels) {
    return Math.max(1, MAX_VALUES / Math.max(1, channels));
  }
}
