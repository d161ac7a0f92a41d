package io.headwater.window;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * One row per (subject, window): every declared modality on its grid, or absent.
 *
 * @param subject who was measured
 * @param startMicros window start, inclusive, microseconds since the epoch
 * @param endMicros window end, exclusive
 * @param grids the modalities with at least one known cell, in the declared order
 * @param lineage input positions that contributed, sorted by source
 */
public record AlignedWindow(
    String subject,
    long startMicros,
    long endMicros,
    List<SampleGrid> grids,
    List<InputRange> lineage) {

  /** The order in which windows enter a learner: by end, then subject, then start. */
  public static final Comparator<AlignedWindow> LEARNING_ORDER =
      Comparator.comparingLong(AlignedWindow::endMicros)
          .thenComparing(AlignedWindow::subject)
          .thenComparingLong(AlignedWindow::startMicros);

  /** Neighbours in a subject's time next to each other. */
  public static final Comparator<AlignedWindow> SUBJECT_ORDER =
      Comparator.comparing(AlignedWindow::subject).thenComparingLong(AlignedWindow::startMicros);

  public AlignedWindow {
    Objects.requireNonNull(subject, "subject");
    grids = List.copyOf(grids);
    lineage = List.copyOf(lineage);
  }

  /** The grid of a modality, or null when the window has none of it. */
  public SampleGrid grid(String modality) {
    for (SampleGrid grid : grids) {
      if (grid.modality().equals(modality)) {
        return grid;
      }
    }
    return null;
  }
}
