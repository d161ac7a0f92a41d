package io.headwater.graph.discovery;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Fisher's z test of a vanishing partial correlation, for jointly Gaussian variables (Fisher 1924;
 * Kalisch and Bühlmann 2007, equation 3).
 */
public final class FisherZ implements IndependenceTest {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double[][] correlation;
  private final double[][] effectiveRows;

  /**
   * @param columns variable × row
   * @param effectiveRows how many independent rows they are worth; at most the number of rows
   */
  public FisherZ(double[][] columns, double effectiveRows) {
    this(columns, everywhere(effectiveRows, columns.length));
  }

  /**
   * @param columns variable × row
   * @param effectiveRows for each pair of variables, how many independent rows they are worth
   */
  public FisherZ(double[][] columns, double[][] effectiveRows) {
    this.correlation = correlations(columns);
    this.effectiveRows = effectiveRows;
    for (double[] row : effectiveRows) {
      for (double rows : row) {
        if (!(rows >= 1 && rows <= columns[0].length)) {
          throw new IllegalArgumentException(
              "Fisher's z needs an effective sample size from 1 to the %d rows; got %s."
                  .formatted(columns[0].length, rows));
        }
      }
    }
  }

  @Override
  public int variables() {
    return correlation.length;
  }

  /** 1 when there are too few rows to test with so many variables held fixed. */
  @Override
  public double pValue(int x, int y, int[] given) {
    double freedom = effectiveRows[x][y] - given.length - 3;
    if (freedom <= 0) {
      return 1;
    }
    double z = Math.abs(atanh(partial(x, y, given))) * Math.sqrt(freedom);
    return 2 * NORMAL.survivalProbability(z);
  }

  private double partial(int x, int y, int[] given) {
    int[] chosen = new int[given.length + 2];
    chosen[0] = x;
    chosen[1] = y;
    System.arraycopy(given, 0, chosen, 2, given.length);
    DMatrixRMaj matrix = new DMatrixRMaj(chosen.length, chosen.length);
    for (int i = 0; i < chosen.length; i++) {
      for (int j = 0; j < chosen.length; j++) {
        matrix.set(i, j, correlation[chosen[i]][chosen[j]]);
      }
    }
    if (!CommonOps_DDRM.invert(matrix)) {
      throw new IllegalArgumentException(
          "Columns %s are linearly dependent, so partial correlations are undefined; leave one out."
              .formatted(java.util.Arrays.toString(chosen)));
    }
    return -matrix.get(0, 1) / Math.sqrt(Math.abs(matrix.get(0, 0) * matrix.get(1, 1)));
  }

  private static double atanh(double r) {
    double inside = Math.abs(r) >= 1 ? Math.signum(r) * (1 - Math.ulp(1.0)) : r;
    return .5 * Math.log((1 + inside) / (1 - inside));
  }

  private static double[][] correlations(double[][] columns) {
    int p = columns.length;
    double[][] unit = new double[p][];
    for (int i = 0; i < p; i++) {
      double mean = java.util.Arrays.stream(columns[i]).average().orElse(Double.NaN);
      double[] centred = java.util.Arrays.stream(columns[i]).map(v -> v - mean).toArray();
      double norm = Math.sqrt(dot(centred, centred));
      if (!(norm > 0) || !Double.isFinite(norm)) {
        throw new IllegalArgumentException(
            "Column %d is constant or not finite; it has no correlations.".formatted(i));
      }
      unit[i] = java.util.Arrays.stream(centred).map(v -> v / norm).toArray();
    }
    double[][] correlation = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        correlation[i][j] = i == j ? 1 : dot(unit[i], unit[j]);
      }
    }
    return correlation;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[][] everywhere(double value, int size) {
    double[][] matrix = new double[size][size];
    for (double[] row : matrix) {
      java.util.Arrays.fill(row, value);
    }
    return matrix;
  }
}
