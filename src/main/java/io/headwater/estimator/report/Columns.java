package io.headwater.estimator.report;

import java.util.Arrays;

/** Simple statistics of one column of numbers. */
public final class Columns {
  private Columns() {}

  public static double mean(double[] values) {
    return values.length == 0 ? Double.NaN : Arrays.stream(values).sum() / values.length;
  }

  public static double deviation(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double v : values) {
      squares += (v - mean) * (v - mean);
    }
    return Math.sqrt(squares / Math.max(1, values.length));
  }

  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** Mean 0 and deviation 1; a constant column becomes 0. */
  public static double[] standardised(double[] values) {
    double mean = mean(values);
    double deviation = deviation(values);
    return Arrays.stream(values).map(v -> deviation > 0 ? (v - mean) / deviation : 0).toArray();
  }

  /** Distances from the median. */
  public static double[] spread(double[] values) {
    double median = median(values);
    return Arrays.stream(values).map(v -> Math.abs(v - median)).toArray();
  }

  /** Standardised ranks; equal values get their mean rank. */
  public static double[] ranks(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[values.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = (below(sorted, values[i], false) + below(sorted, values[i], true) - 1) / 2.0;
    }
    return standardised(ranks);
  }

  /** How many sorted values are less than, or not more than, a value. */
  private static int below(double[] sorted, double value, boolean orEqual) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < value || orEqual && sorted[middle] == value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
