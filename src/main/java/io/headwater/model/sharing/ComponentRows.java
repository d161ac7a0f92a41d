package io.headwater.model.sharing;

/**
 * Components of several modalities in the same rows.
 *
 * @param widths components of each modality
 * @param values per modality (row, component), row-major
 * @param present per modality, 1 where a row has it
 */
public record ComponentRows(int[] widths, float[][] values, byte[][] present) {
  public ComponentRows {
    for (int m = 0; m < widths.length; m++) {
      if (values[m].length != present[m].length * widths[m]
          || present[m].length != present[0].length) {
        throw new IllegalArgumentException(
            "Modality %d has %d values and %d marks; %d rows of %d components were expected."
                .formatted(m, values[m].length, present[m].length, present[0].length, widths[m]));
      }
    }
  }

  /** Of rows in which every modality is present. */
  public static ComponentRows complete(int[] widths, float[][] values) {
    byte[][] present = new byte[widths.length][values[0].length / widths[0]];
    for (byte[] marks : present) {
      java.util.Arrays.fill(marks, (byte) 1);
    }
    return new ComponentRows(widths, values, present);
  }

  public int modalities() {
    return widths.length;
  }

  public int rows() {
    return present[0].length;
  }

  /** Rows in which both modalities are present, ascending. */
  public int[] common(int first, int second) {
    int count = 0;
    int[] rows = new int[rows()];
    for (int r = 0; r < rows.length; r++) {
      if (present[first][r] != 0 && present[second][r] != 0) {
        rows[count++] = r;
      }
    }
    return java.util.Arrays.copyOf(rows, count);
  }

  /** One component in some rows. */
  double[] column(int modality, int component, int[] rows) {
    double[] out = new double[rows.length];
    for (int r = 0; r < rows.length; r++) {
      out[r] = values[modality][rows[r] * widths[modality] + component];
    }
    return out;
  }
}
