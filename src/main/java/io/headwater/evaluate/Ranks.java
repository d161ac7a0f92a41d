package io.headwater.evaluate;

import java.util.Arrays;
import java.util.Comparator;

/** Correlations between two series of equal length. */
final class Ranks {
  private Ranks() {}

  /** Spearman's rank correlation; ties get their mean rank. 0 when a series is constant. */
  static double spearman(double[] a, double[] b) {
    return pearson(ranks(a), ranks(b));
  }

  /** Pearson's correlation; 0 when a series is constant. */
  static double pearson(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "Series of %d and %d values cannot be correlated.".formatted(a.length, b.length));
    }
    double meanA = mean(a);
    double meanB = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    double scale = Math.sqrt(aa * bb);
    return scale > 0 ? ab / scale : 0;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  static double[] ranks(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to + 1 < order.length && values[order[to + 1]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i <= to; i++) {
        ranks[order[i]] = (from + to) / 2.0;
      }
      from = to + 1;
    }
    return ranks;
  }
}
