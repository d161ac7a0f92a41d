package io.headwater.estimator.sun;

import io.headwater.estimator.network.CodeStatistics;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * Affine map of neighbouring dimensions of a modality's code: subtract the centre, multiply by the
 * matrix.
 *
 * @param first the first of the dimensions
 * @param centre one entry per dimension
 * @param matrix dimensions × dimensions
 */
record BlockWhitening(int first, double[] centre, SimpleMatrix matrix) {
  /** Eigenvalues are kept above this share of the greatest: a dead dimension is not blown up. */
  private static final double LEAST_SHARE = 1e-6;

  /** Each dimension by its own moving deviation. */
  static BlockWhitening standardising(CodeStatistics statistics, int first, int count) {
    return standardising(statistics, first, first, count);
  }

  /**
   * @param measured where the dimensions stand in the statistics
   * @param first where they stand in the code that is mapped
   */
  static BlockWhitening standardising(
      CodeStatistics statistics, int measured, int first, int count) {
    double[] centre = new double[count];
    SimpleMatrix matrix = new SimpleMatrix(count, count);
    for (int k = 0; k < count; k++) {
      centre[k] = statistics.mean(measured + k);
      matrix.set(k, k, 1 / Math.sqrt(statistics.variance(measured + k)));
    }
    return new BlockWhitening(first, centre, matrix);
  }

  /** Leaves dimensions as they are. */
  static BlockWhitening identity(int first, int count) {
    return new BlockWhitening(first, new double[count], SimpleMatrix.identity(count));
  }

  /**
   * The symmetric inverse root of the covariance over present rows: of all whitenings the one that
   * moves the axes least.
   *
   * @param codes (row, width)
   */
  static BlockWhitening of(float[] codes, int width, int first, int count, byte[] present) {
    double[] centre = new double[count];
    double rows = 0;
    for (int r = 0; r < present.length; r++) {
      rows += present[r];
      for (int k = 0; k < count; k++) {
        centre[k] += present[r] * codes[r * width + first + k];
      }
    }
    for (int k = 0; k < count; k++) {
      centre[k] /= Math.max(1, rows);
    }
    SimpleMatrix covariance = new SimpleMatrix(count, count);
    for (int r = 0; r < present.length; r++) {
      int at = r * width + first;
      for (int a = 0; present[r] > 0 && a < count; a++) {
        for (int b = 0; b < count; b++) {
          double product = (codes[at + a] - centre[a]) * (codes[at + b] - centre[b]);
          covariance.set(a, b, covariance.get(a, b) + product / rows);
        }
      }
    }
    return new BlockWhitening(first, centre, inverseRoot(covariance));
  }

  private static SimpleMatrix inverseRoot(SimpleMatrix covariance) {
    if (covariance.getNumRows() == 0) {
      return covariance;
    }
    SimpleEVD<SimpleMatrix> eigen = covariance.eig();
    double greatest = 1e-12;
    for (int k = 0; k < eigen.getNumberOfEigenvalues(); k++) {
      greatest = Math.max(greatest, eigen.getEigenvalue(k).getReal());
    }
    SimpleMatrix root = new SimpleMatrix(covariance.getNumRows(), covariance.getNumCols());
    for (int k = 0; k < eigen.getNumberOfEigenvalues(); k++) {
      double value = Math.max(eigen.getEigenvalue(k).getReal(), greatest * LEAST_SHARE);
      SimpleMatrix v = eigen.getEigenVector(k);
      root = root.plus(v.mult(v.transpose()).divide(Math.sqrt(value)));
    }
    return root;
  }

  /** Log of the map's volume factor, nats. */
  double logDeterminant() {
    return count() == 0 ? 0 : Math.log(Math.abs(matrix.determinant()));
  }

  int count() {
    return centre.length;
  }

  /** Writes the whitened dimensions of codes (row, width) into their places; absent rows stay. */
  void apply(float[] codes, int width, byte[] present, float[] out) {
    int n = count();
    for (int r = 0; r < present.length; r++) {
      int at = r * width + first;
      for (int a = 0; present[r] > 0 && a < n; a++) {
        double sum = 0;
        for (int b = 0; b < n; b++) {
          sum += matrix.get(a, b) * (codes[at + b] - centre[b]);
        }
        out[at + a] = (float) sum;
      }
    }
  }

  void write(StateWriter out) {
    out.writeDoubles(centre);
    double[] entries = new double[count() * count()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = matrix.get(i / count(), i % count());
    }
    out.writeDoubles(entries);
  }

  static BlockWhitening read(StateReader in, int first, int count) {
    double[] centre = new double[count];
    in.readDoublesInto(centre);
    double[] entries = new double[count * count];
    in.readDoublesInto(entries);
    return new BlockWhitening(first, centre, new SimpleMatrix(count, count, true, entries));
  }
}
