package io.headwater.model;

/** Mean of known cells, and logarithm of their standard deviation. */
final class LevelAndSpread {
  /** Added to the deviation before the logarithm: what is flat is flat, not minus infinity. */
  private static final double FLAT = 1e-3;

  private LevelAndSpread() {}

  /**
   * Writes both, and their marks, at {@code at} and the place after it. Without known cells there
   * is no level, with a single one no spread: 0, mark 0.
   *
   * @param first cell
   * @param end the cell before which they end
   * @param stride distance from one cell to the next
   */
  static void summarise(
      float[] cells,
      float[] known,
      int first,
      int end,
      int stride,
      float[] y,
      float[] mark,
      int at) {
    int count = 0;
    double sum = 0;
    for (int cell = first; cell < end; cell += stride) {
      if (known[cell] > 0) {
        count++;
        sum += cells[cell];
      }
    }
    double level = count == 0 ? 0 : sum / count;
    double squares = 0;
    for (int cell = first; cell < end; cell += stride) {
      squares += known[cell] > 0 ? (cells[cell] - level) * (cells[cell] - level) : 0;
    }
    y[at] = (float) level;
    mark[at] = count > 0 ? 1 : 0;
    y[at + 1] = count > 1 ? (float) Math.log(Math.sqrt(squares / count) + FLAT) : 0;
    mark[at + 1] = count > 1 ? 1 : 0;
  }
}
