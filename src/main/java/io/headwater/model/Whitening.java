package io.headwater.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * Principal components of a sample, each at variance 1: the affine map after which independent
 * components are a rotation away.
 *
 * @param centre mean per dimension
 * @param matrix component × dimension, greatest variance first
 * @param spectrum variances of the principal components, greatest first
 */
public record Whitening(double[] centre, SimpleMatrix matrix, double[] spectrum) {
  /** Variances are kept above this share of the greatest: a dead direction is not blown up. */
  public static final double LEAST_SHARE = 1e-6;

  /**
   * @param sample [row][dimension], at least one row
   */
  public static Whitening of(double[][] sample) {
    int width = sample[0].length;
    double[] centre = new double[width];
    for (double[] row : sample) {
      for (int d = 0; d < width; d++) {
        centre[d] += row[d] / sample.length;
      }
    }
    SimpleMatrix covariance = new SimpleMatrix(width, width);
    for (double[] row : sample) {
      for (int a = 0; a < width; a++) {
        for (int b = 0; b < width; b++) {
          double product = (row[a] - centre[a]) * (row[b] - centre[b]) / sample.length;
          covariance.set(a, b, covariance.get(a, b) + product);
        }
      }
    }
    SimpleEVD<SimpleMatrix> eigen = covariance.eig();
    int[] order =
        IntStream.range(0, width)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] spectrum =
        Arrays.stream(order).mapToDouble(k -> eigen.getEigenvalue(k).getReal()).toArray();
    double floor = Math.max(spectrum[0] * LEAST_SHARE, Double.MIN_NORMAL);
    SimpleMatrix matrix = new SimpleMatrix(width, width);
    for (int k = 0; k < width; k++) {
      SimpleMatrix v = eigen.getEigenVector(order[k]);
      for (int d = 0; d < width; d++) {
        matrix.set(k, d, v.get(d) / Math.sqrt(Math.max(spectrum[k], floor)));
      }
    }
    return new Whitening(centre, matrix, spectrum);
  }

  /** Whitened rows. */
  public double[][] apply(double[][] sample) {
    return map(centre, matrix, sample);
  }

  /** Rows less a centre, by a matrix of output × dimension. */
  public static double[][] map(double[] centre, SimpleMatrix matrix, double[][] sample) {
    int n = matrix.getNumRows();
    double[][] out = new double[sample.length][n];
    for (int r = 0; r < sample.length; r++) {
      for (int k = 0; k < n; k++) {
        double sum = 0;
        for (int d = 0; d < centre.length; d++) {
          sum += matrix.get(k, d) * (sample[r][d] - centre[d]);
        }
        out[r][k] = sum;
      }
    }
    return out;
  }
}
