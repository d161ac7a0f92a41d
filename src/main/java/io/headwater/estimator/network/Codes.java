package io.headwater.estimator.network;

/**
 * Codes of a number of windows.
 *
 * @param values per modality (row, code width)
 * @param present per modality, 1 where a row has it
 */
public record Codes(float[][] values, byte[][] present) {
  public int rows() {
    return present[0].length;
  }

  /** Rows that have every modality. */
  public int completeRows() {
    int complete = 0;
    for (int r = 0; r < rows(); r++) {
      int have = 0;
      for (byte[] marks : present) {
        have += marks[r];
      }
      complete += have == present.length ? 1 : 0;
    }
    return complete;
  }
}
