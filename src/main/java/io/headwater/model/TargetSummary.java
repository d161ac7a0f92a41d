package io.headwater.model;

/**
 * The small vector by which a modality's window is reconstructed and predicted. Works on
 * standardised cells and their marks (1 known, 0 unknown), in grid order.
 */
public interface TargetSummary {
  /** Length of the summary. */
  int size();

  /**
   * Fills the summary and its marks; an entry without data gets 0 and mark 0.
   *
   * @param cells standardised cells, 0 where unknown
   * @param known marks of the cells
   * @param summary out, length {@link #size}
   * @param summaryKnown out, same length
   */
  void summarise(float[] cells, float[] known, float[] summary, float[] summaryKnown);

  /** How much an entry counts in training, relative to the others; over 0. */
  default float weight(int entry) {
    return 1;
  }

  /** The cells themselves; for rows of a table and short vectors. */
  static TargetSummary row(int cells) {
    return new RowSummary(cells);
  }

  /** Level and log spread per segment and channel. */
  static TargetSummary series(int steps, int channels) {
    return new SeriesSummary(steps, channels);
  }

  /**
   * Pixels averaged over at most 8 × 8 tiles per colour, and three figures of the whole picture.
   */
  static TargetSummary image(int height, int width, int depth) {
    return new ImageSummary(height, width, depth);
  }
}
