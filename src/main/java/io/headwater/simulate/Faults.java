package io.headwater.simulate;

import java.time.Duration;

/**
 * What goes wrong on the ward. A chunk has at most one fault, so that the counts are exact.
 *
 * @param gaps chance, per sensor and ten minutes, that nothing arrives for 30 to 120 s
 * @param silentSensor whether the wristband of the last sleeper falls silent for good at half of
 *     the night
 * @param delayedEvery of the first sleeper's oximeter, one chunk in so many (at least {@value
 *     #LEAST_DELAYED_EVERY}) comes late; 0 for none. This sensor has no other fault
 * @param delay by how much such a chunk comes late; beyond lateness plus 30 s an aligner must call
 *     it late
 * @param duplicates share of chunks that arrive twice
 * @param wrongChannels share of chunks that lack their last channel
 * @param nonFinite share of chunks in which every third sample is NaN or infinite; the rest of such
 *     a chunk is good
 * @param garbage chance, per chunk, that bytes which are no record at all arrive after it
 */
public record Faults(
    double gaps,
    boolean silentSensor,
    int delayedEvery,
    Duration delay,
    double duplicates,
    double wrongChannels,
    double nonFinite,
    double garbage) {

  /** A radio drop-out about every 100 minutes. */
  public static final double DEFAULT_GAPS = 0.1;

  /** A chunk in every 250 s: enough to see late ones within minutes. */
  public static final int DEFAULT_DELAYED_EVERY = 25;

  /** If most chunks were delayed, nothing would be in time and so nothing late. */
  public static final int LEAST_DELAYED_EVERY = 10;

  /** Well beyond the 20 s of lateness that the shipped example allows. */
  public static final Duration DEFAULT_DELAY = Duration.ofSeconds(60);

  /** A redelivery now and then, as after a lost acknowledgement. */
  public static final double DEFAULT_DUPLICATES = 0.005;

  /** Rare, yet a few in any simulated night. */
  public static final double DEFAULT_DAMAGE = 0.0005;

  public Faults {
    share("gaps", gaps);
    share("duplicates", duplicates);
    share("wrongChannels", wrongChannels);
    share("nonFinite", nonFinite);
    share("garbage", garbage);
    if (duplicates + wrongChannels + nonFinite > 1) {
      throw new IllegalArgumentException(
          "Shares of duplicates, wrongChannels and nonFinite add up to %s; a chunk has at most one fault, so keep the sum at or below 1."
              .formatted(duplicates + wrongChannels + nonFinite));
    }
    boolean delays = delayedEvery != 0;
    if (delays && (delayedEvery < LEAST_DELAYED_EVERY || delay.isNegative() || delay.isZero())) {
      throw new IllegalArgumentException(
          "One chunk in %d is to come late by %s; use 0 for none, or at least %d and a positive delay."
              .formatted(delayedEvery, delay, LEAST_DELAYED_EVERY));
    }
  }

  public static Faults defaults() {
    return new Faults(
        DEFAULT_GAPS,
        true,
        DEFAULT_DELAYED_EVERY,
        DEFAULT_DELAY,
        DEFAULT_DUPLICATES,
        DEFAULT_DAMAGE,
        DEFAULT_DAMAGE,
        DEFAULT_DAMAGE);
  }

  /** A ward on which all goes well. */
  public static Faults none() {
    return new Faults(0, false, 0, DEFAULT_DELAY, 0, 0, 0, 0);
  }

  /**
   * Only what a file of samples in time order can hold: gaps and a silent sensor. Chunks twice, too
   * late or cut are faults of a transport.
   */
  public static Faults ofFiles() {
    return new Faults(DEFAULT_GAPS, true, 0, DEFAULT_DELAY, 0, 0, 0, 0);
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "Fault '%s' is %s; give a share between 0 and 1.".formatted(name, value));
    }
  }
}
