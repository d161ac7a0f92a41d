package io.headwater.estimator.report;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Some rows of the evidence, in order, and how much their values repeat each other: neighbouring
 * windows of a subject are no independent draws.
 */
public final class RowSet {
  /** A correlation of neighbours needs a few pairs of neighbours. */
  private static final int FEWEST_PAIRS = 20;

  private static final double MOST_CORRELATION = 0.99;

  private final int[] rows;
  private final boolean[] follows;

  private RowSet(int[] rows, boolean[] follows) {
    this.rows = rows;
    this.follows = follows;
  }

  public static RowSet where(String[] subjects, IntPredicate wanted) {
    int[] rows = IntStream.range(0, subjects.length).filter(wanted).toArray();
    boolean[] follows = new boolean[rows.length];
    for (int i = 1; i < rows.length; i++) {
      follows[i] = subjects[rows[i]].equals(subjects[rows[i - 1]]);
    }
    return new RowSet(rows, follows);
  }

  int size() {
    return rows.length;
  }

  int row(int i) {
    return rows[i];
  }

  double[] of(double[] column) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = column[rows[i]];
    }
    return values;
  }

  double[][] of(double[][] columns) {
    double[][] values = new double[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      values[c] = of(columns[c]);
    }
    return values;
  }

  /** Lag-one autocorrelation within subjects, from 0 to {@value #MOST_CORRELATION}. */
  double lagOne(double[] values) {
    double mean = Columns.mean(values);
    double squares = 0;
    double lagged = 0;
    int pairs = 0;
    for (int i = 0; i < values.length; i++) {
      double d = values[i] - mean;
      squares += d * d;
      if (follows[i]) {
        lagged += d * (values[i - 1] - mean);
        pairs++;
      }
    }
    if (pairs < FEWEST_PAIRS || squares == 0) {
      return 0;
    }
    double rho = lagged / pairs / (squares / values.length);
    return Math.max(0, Math.min(MOST_CORRELATION, rho));
  }

  /** Effective sample size behind the mean of first-order autoregressive values. */
  public double effective(double[] values) {
    return effective(lagOne(values));
  }

  /** Effective sample size behind the correlation of two series (Bartlett 1935). */
  double effective(double[] first, double[] second) {
    return effective(lagOne(first) * lagOne(second));
  }

  private double effective(double rho) {
    return rows.length * (1 - rho) / (1 + rho);
  }
}
