package io.headwater.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How large the ward is and what happens on it.
 *
 * @param sleepers number of sleepers, each with three sensors
 * @param night length of the recording; whole steps of 30 s
 * @param seed seed of everything: links, mechanisms, mixing, causes, samples, faults
 * @param start beginning of the recording, a whole number of 30-s steps after the epoch
 * @param latentsPerModality hidden causes per modality, 1 to 3
 * @param autocorrelation correlation of the exogenous noise from one step to the next, 0 to 0.98; 0
 *     makes steps independent, as the identification theory assumes. Sums of Laplace noise come
 *     nearer to Gaussian, so high values make the causes harder to tell apart
 * @param faults what goes wrong
 */
public record WardSettings(
    int sleepers,
    Duration night,
    long seed,
    Instant start,
    int latentsPerModality,
    double autocorrelation,
    Faults faults) {

  /** A ward's worth; a night of them gives 23,040 windows of 30 s. */
  public static final int DEFAULT_SLEEPERS = 24;

  /** What the doctors recommend. */
  public static final Duration DEFAULT_NIGHT = Duration.ofHours(8);

  public static final long DEFAULT_SEED = 1;

  /** Lights out; any whole step would do. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-01T22:00:00Z");

  /** Two causes and one private component stay visible in every sensor's channels. */
  public static final int DEFAULT_LATENTS = 2;

  /** Above this the moving-average form of the noise needs hundreds of terms. */
  public static final double MAX_AUTOCORRELATION = 0.98;

  /** The causes hold for this long, the sleep technologist's epoch. */
  public static final Duration STEP = Duration.ofSeconds(30);

  /** Length of a chunk: a compromise between delay and overhead, three to a step. */
  public static final Duration CHUNK = Duration.ofSeconds(10);

  static final long STEP_MICROS = STEP.toNanos() / 1000;
  static final long CHUNK_MICROS = CHUNK.toNanos() / 1000;

  public WardSettings {
    Objects.requireNonNull(faults, "faults");
    if (sleepers < 1) {
      throw new IllegalArgumentException(
          "A ward of %d sleepers is empty; give at least 1.".formatted(sleepers));
    }
    if (night.compareTo(STEP) < 0 || night.toNanos() % STEP.toNanos() != 0) {
      throw new IllegalArgumentException(
          "A night of %s is no whole number of 30-s steps; give a positive multiple of 30 s."
              .formatted(night));
    }
    if (Math.floorMod(start.getEpochSecond(), STEP.toSeconds()) != 0 || start.getNano() != 0) {
      throw new IllegalArgumentException(
          "The ward starts at %s, in the middle of a 30-s step; start at a full or half minute, so that windows of 30 s see one step each."
              .formatted(start));
    }
    if (latentsPerModality < 1 || latentsPerModality > 3) {
      throw new IllegalArgumentException(
          "%d latents per modality cannot be shown by the oximeter's channels; give 1 to 3."
              .formatted(latentsPerModality));
    }
    if (!(autocorrelation >= 0 && autocorrelation <= MAX_AUTOCORRELATION)) {
      throw new IllegalArgumentException(
          "Autocorrelation %s is outside 0 to %s; 0 makes steps independent."
              .formatted(autocorrelation, MAX_AUTOCORRELATION));
    }
  }

  public static WardSettings defaults() {
    return new WardSettings(
        DEFAULT_SLEEPERS,
        DEFAULT_NIGHT,
        DEFAULT_SEED,
        DEFAULT_START,
        DEFAULT_LATENTS,
        0,
        Faults.defaults());
  }

  public WardSettings withSleepers(int value) {
    return new WardSettings(value, night, seed, start, latentsPerModality, autocorrelation, faults);
  }

  public WardSettings withNight(Duration value) {
    return new WardSettings(
        sleepers, value, seed, start, latentsPerModality, autocorrelation, faults);
  }

  public WardSettings withSeed(long value) {
    return new WardSettings(
        sleepers, night, value, start, latentsPerModality, autocorrelation, faults);
  }

  public WardSettings withLatentsPerModality(int value) {
    return new WardSettings(sleepers, night, seed, start, value, autocorrelation, faults);
  }

  public WardSettings withAutocorrelation(double value) {
    return new WardSettings(sleepers, night, seed, start, latentsPerModality, value, faults);
  }

  public WardSettings withFaults(Faults value) {
    return new WardSettings(
        sleepers, night, seed, start, latentsPerModality, autocorrelation, value);
  }

  /** {@code sleeper-01} for index 0. */
  public String subject(int index) {
    return "sleeper-%02d".formatted(index + 1);
  }

  long startMicros() {
    return start.getEpochSecond() * 1_000_000;
  }

  /** Chunks per sensor if nothing went wrong. */
  long chunks() {
    return night.toNanos() / CHUNK.toNanos();
  }

  long steps() {
    return night.toNanos() / STEP.toNanos();
  }
}
