package io.headwater.simulate.scenario;

import java.util.Objects;

/**
 * How many rows there are and in which order they come.
 *
 * @param samples number of rows
 * @param subjects number of subjects they are shared out to
 * @param arrangement whose row comes when
 * @param subjectShift share of a root latent's variance that is fixed per subject, 0 to 0.9; 0
 *     makes rows independent of each other
 * @param driftAt index of the first row made by other mechanisms (same links); −1 for no drift
 * @param shuffledPairing whether each modality's rows are permuted on their own, so that modalities
 *     of a row have nothing to do with each other (the leak test)
 */
public record Sampling(
    int samples,
    int subjects,
    Arrangement arrangement,
    double subjectShift,
    int driftAt,
    boolean shuffledPairing) {

  /** Whose row comes when. */
  public enum Arrangement {
    /** Subjects take turns. */
    SHUFFLED,
    /** One subject after the other. */
    BY_SUBJECT
  }

  /** Ten thousand to learn from, as in Sun et al. 2025, and two thousand to be judged by. */
  public static final int DEFAULT_SAMPLES = 12_000;

  public static final int DEFAULT_SUBJECTS = 24;
  public static final int NO_DRIFT = -1;
  private static final double MOST_SHIFT = 0.9;

  public Sampling {
    Objects.requireNonNull(arrangement, "arrangement");
    if (samples < 1) {
      throw new IllegalArgumentException(
          "A scenario of %d samples is empty; give at least 1.".formatted(samples));
    }
    if (subjects < 1) {
      throw new IllegalArgumentException(
          "%d subjects cannot have rows; give at least 1.".formatted(subjects));
    }
    if (!(subjectShift >= 0 && subjectShift <= MOST_SHIFT)) {
      throw new IllegalArgumentException(
          "A subject shift of %s is outside 0 to %s; 0 makes rows independent."
              .formatted(subjectShift, MOST_SHIFT));
    }
    if (driftAt < NO_DRIFT) {
      throw new IllegalArgumentException(
          "Drift at row %d is before the first row; give an index from 0, or %d for none."
              .formatted(driftAt, NO_DRIFT));
    }
    if (driftAt >= samples) {
      throw new IllegalArgumentException(
          "Drift at row %d would come after the last of %d rows; give an index below, or %d for none."
              .formatted(driftAt, samples, NO_DRIFT));
    }
  }

  /** Independent rows of the usual number. */
  public static Sampling defaults() {
    return new Sampling(
        DEFAULT_SAMPLES, DEFAULT_SUBJECTS, Arrangement.SHUFFLED, 0, NO_DRIFT, false);
  }

  public Sampling withSamples(int value) {
    return new Sampling(value, subjects, arrangement, subjectShift, driftAt, shuffledPairing);
  }

  public Sampling withArrangement(Arrangement value) {
    return new Sampling(samples, subjects, value, subjectShift, driftAt, shuffledPairing);
  }

  public Sampling withSubjectShift(double value) {
    return new Sampling(samples, subjects, arrangement, value, driftAt, shuffledPairing);
  }

  public Sampling withDriftAt(int value) {
    return new Sampling(samples, subjects, arrangement, subjectShift, value, shuffledPairing);
  }

  public Sampling withShuffledPairing(boolean value) {
    return new Sampling(samples, subjects, arrangement, subjectShift, driftAt, value);
  }
}
