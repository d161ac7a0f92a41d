package io.headwater.estimator.count;

import java.util.stream.IntStream;

/**
 * Standardised summaries of a number of windows.
 *
 * @param rows number of windows
 * @param values per modality (row, summary entry), row-major, 0 where unknown
 * @param present per modality, 1 for each row that has any known entry
 */
public record SummarySample(int rows, float[][] values, byte[][] present) {
  public SummarySample {
    for (int m = 0; m < values.length; m++) {
      if (present[m].length != rows || values[m].length % Math.max(1, rows) != 0) {
        throw new IllegalArgumentException(
            "Modality %d has %d values and %d marks for %d rows; give whole rows and a mark each."
                .formatted(m, values[m].length, present[m].length, rows));
      }
    }
  }

  int modalities() {
    return values.length;
  }

  int width(int m) {
    return rows == 0 ? 0 : values[m].length / rows;
  }

  /** Rows that have a modality and at least one other. */
  public int[] paired(int m) {
    return IntStream.range(0, rows).filter(r -> isPaired(m, r)).toArray();
  }

  private boolean isPaired(int m, int row) {
    boolean other = false;
    for (int n = 0; n < present.length; n++) {
      other |= n != m && present[n][row] > 0;
    }
    return other && present[m][row] > 0;
  }
}
