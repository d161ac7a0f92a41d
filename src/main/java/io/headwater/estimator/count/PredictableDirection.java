package io.headwater.estimator.count;

import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * The direction in which rows are predicted best, as a share of its variance.
 *
 * @param weights of unit-variance components
 */
record PredictableDirection(double[] weights) {
  /** Added to every variance, of 1 before anything is subtracted: remnants do not count. */
  private static final double REMNANT = 0.1;

  /** Share of variance predicted, and the variance of it as a ratio of means. */
  record Share(double value, double variance) {}

  /**
   * The v of greatest v'Sv over v'(C + ρI)v, S the covariance of rows and prediction.
   *
   * @param rows [row][component], about centred
   * @param predicted the same
   */
  static PredictableDirection of(double[][] rows, double[][] predicted) {
    int d = rows[0].length;
    SimpleMatrix covariance = new SimpleMatrix(d, d);
    SimpleMatrix shared = new SimpleMatrix(d, d);
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j <= i; j++) {
          double both =
              (rows[r][i] * predicted[r][j] + predicted[r][i] * rows[r][j]) / 2 / rows.length;
          add(shared, i, j, both);
          add(covariance, i, j, rows[r][i] * rows[r][j] / rows.length);
        }
      }
    }
    SimpleEVD<SimpleMatrix> scale = covariance.plus(SimpleMatrix.identity(d).scale(REMNANT)).eig();
    SimpleMatrix whitening = new SimpleMatrix(d, d);
    for (int k = 0; k < d; k++) {
      double root = Math.sqrt(scale.getEigenvalue(k).getReal());
      for (int i = 0; i < d; i++) {
        whitening.set(k, i, scale.getEigenVector(k).get(i, 0) / root);
      }
    }
    SimpleMatrix whitened = whitening.mult(shared).mult(whitening.transpose());
    SimpleEVD<SimpleMatrix> eigen = whitened.plus(whitened.transpose()).scale(0.5).eig();
    int best = 0;
    for (int k = 1; k < d; k++) {
      best = eigen.getEigenvalue(k).getReal() > eigen.getEigenvalue(best).getReal() ? k : best;
    }
    SimpleMatrix direction = whitening.transpose().mult(eigen.getEigenVector(best));
    double[] weights = new double[d];
    for (int i = 0; i < d; i++) {
      weights[i] = direction.get(i, 0);
    }
    return new PredictableDirection(weights);
  }

  private static void add(SimpleMatrix symmetric, int i, int j, double value) {
    double sum = symmetric.get(i, j) + value;
    symmetric.set(i, j, sum);
    symmetric.set(j, i, sum);
  }

  /** What rows are along it. */
  double[] along(double[][] rows) {
    double[] out = new double[rows.length];
    for (int r = 0; r < out.length; r++) {
      for (int i = 0; i < weights.length; i++) {
        out[r] += weights[i] * rows[r][i];
      }
    }
    return out;
  }

  /** Of rows that it was not chosen by. */
  Share share(double[][] rows, double[][] predicted) {
    double[] target = along(rows);
    double[] foretold = along(predicted);
    double length = 0;
    for (double w : weights) {
      length += w * w;
    }
    double remnant = REMNANT * length;
    double total = meanSquare(target) + remnant;
    double[] gain = new double[target.length];
    double mean = 0;
    for (int r = 0; r < gain.length; r++) {
      double error = target[r] - foretold[r];
      gain[r] = (target[r] * target[r] - error * error) / total;
      mean += gain[r] / gain.length;
    }
    double square = 0;
    for (int r = 0; r < gain.length; r++) {
      double deviation = gain[r] - mean * (target[r] * target[r] + remnant) / total;
      square += deviation * deviation / gain.length;
    }
    return new Share(mean, square / gain.length);
  }

  static double meanSquare(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v * v;
    }
    return sum / values.length;
  }
}
