package io.headwater.model.sharing;

import java.util.Arrays;

/**
 * A sample with the rank of each of its values.
 *
 * @param values in order of rows
 * @param order order[rank] = row; ties by row
 * @param rank rank[row]
 */
record SortedSample(double[] values, int[] order, int[] rank) {
  static SortedSample of(double[] values) {
    int[] order = order(values);
    int[] rank = new int[values.length];
    for (int k = 0; k < order.length; k++) {
      rank[order[k]] = k;
    }
    return new SortedSample(values, order, rank);
  }

  private static int[] order(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int[] next = new int[values.length];
    int[] order = new int[values.length];
    for (int row = 0; row < values.length; row++) {
      int first = firstOf(sorted, values[row]);
      order[first + next[first]++] = row;
    }
    return order;
  }

  /** First place of a value in an ascending array that has it. */
  private static int firstOf(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Double.compare(sorted[middle], value) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  double sorted(int place) {
    return values[order[place]];
  }

  double[] ascending() {
    double[] out = new double[values.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = sorted(k);
    }
    return out;
  }
}
