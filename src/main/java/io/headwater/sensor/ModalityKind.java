package io.headwater.sensor;

/** The three kinds of modality of Sun et al. (ICLR 2025, section 6.3). */
public enum ModalityKind {
  /** Regular or irregular samples of one or more channels, resampled to a fixed grid per window. */
  TIME_SERIES,
  /** One picture per subject, valid until the next; a chunk holds one row of all its pixels. */
  IMAGE,
  /** Slowly changing columns (age, BMI, questionnaires); the latest row as of the window counts. */
  TABULAR
}
