package io.headwater.estimator.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Simple statistics of one column of numbers. */
final class Columns {
  private Columns() {}

  static double mean(double[] values) {
    return values.length == 0 ? Double.NaN : Arrays.stream(values).sum() / values.length;
  }

  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double v : values) {
      squares += (v - mean) * (v - mean);
    }
    return Math.sqrt(squares / Math.max(1, values.length));
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** Mean 0 and deviation 1; a constant column becomes 0. */
  static double[] standardised(double[] values) {
    double mean = mean(values);
    double deviation = deviation(values);
    return Arrays.stream(values).map(v -> deviation > 0 ? (v - mean) / deviation : 0).toArray();
  }

  /** Distances from the median. */
  static double[] spread(double[] values) {
    double median = median(values);
    return Arrays.stream(values).map(v -> Math.abs(v - median)).toArray();
  }

  /** Standardised ranks; equal values get their mean rank. */
  static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int start = 0; start < order.length; ) {
      int end = start + 1;
      while (end < order.length && values[order[end]] == values[order[start]]) {
        end++;
      }
      for (int i = start; i < end; i++) {
        ranks[order[i]] = (start + end - 1) / 2.0;
      }
      start = end;
    }
    return standardised(ranks);
  }
}
