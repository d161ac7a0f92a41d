package io.headwater.align.grid;

/**
 * The cells of one modality in one window. Cell i holds the instants t with {@code i · size / steps
 * ≤ t − start < (i + 1) · size / steps}; the cells partition the window exactly, also when the cell
 * length is not a whole number of microseconds.
 *
 * @param startMicros start of the window
 * @param sizeMicros length of the window
 * @param steps number of cells
 */
record GridCells(long startMicros, long sizeMicros, int steps) {

  GridCells {
    Math.multiplyExact(sizeMicros, 2L * steps);
  }

  long endMicros() {
    return startMicros + sizeMicros;
  }

  /** The cell of an instant inside the window. */
  int cell(long micros) {
    return (int) ((micros - startMicros) * steps / sizeMicros);
  }

  /** Centre of a cell, in microseconds after the window's start; may be fractional. */
  double centreOffset(int cell) {
    return (2L * cell + 1) * sizeMicros / (2.0 * steps);
  }
}
