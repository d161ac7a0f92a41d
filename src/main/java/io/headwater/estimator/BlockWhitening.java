package io.headwater.estimator;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * Affine map of a modality's latent codes: subtract the centre, multiply by the matrix.
 *
 * @param centre length latents
 * @param matrix latents × latents
 */
record BlockWhitening(double[] centre, SimpleMatrix matrix) {
  /** Eigenvalues are kept above this share of the greatest: a dead dimension is not blown up. */
  private static final double LEAST_SHARE = 1e-6;

  /** Each dimension by its own moving deviation. */
  static BlockWhitening standardising(CodeStatistics statistics, int latents) {
    double[] centre = new double[latents];
    SimpleMatrix matrix = new SimpleMatrix(latents, latents);
    for (int k = 0; k < latents; k++) {
      centre[k] = statistics.mean(k);
      matrix.set(k, k, 1 / Math.sqrt(statistics.variance(k)));
    }
    return new BlockWhitening(centre, matrix);
  }

  /**
   * The symmetric inverse root of the covariance over present rows: of all whitenings the one that
   * moves the axes least.
   *
   * @param codes (row, width); the first {@code latents} columns count
   */
  static BlockWhitening of(float[] codes, int width, int latents, byte[] present) {
    double[] centre = new double[latents];
    double rows = 0;
    for (int r = 0; r < present.length; r++) {
      rows += present[r];
      for (int k = 0; k < latents; k++) {
        centre[k] += present[r] * codes[r * width + k];
      }
    }
    for (int k = 0; k < latents; k++) {
      centre[k] /= Math.max(1, rows);
    }
    SimpleMatrix covariance = new SimpleMatrix(latents, latents);
    for (int r = 0; r < present.length; r++) {
      for (int a = 0; present[r] > 0 && a < latents; a++) {
        for (int b = 0; b < latents; b++) {
          double product = (codes[r * width + a] - centre[a]) * (codes[r * width + b] - centre[b]);
          covariance.set(a, b, covariance.get(a, b) + product / rows);
        }
      }
    }
    return new BlockWhitening(centre, inverseRoot(covariance));
  }

  private static SimpleMatrix inverseRoot(SimpleMatrix covariance) {
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

  int latents() {
    return centre.length;
  }

  /** Whitened codes (row, latents) of codes (row, width); absent rows are 0. */
  float[] apply(float[] codes, int width, byte[] present) {
    int n = latents();
    float[] out = new float[present.length * n];
    for (int r = 0; r < present.length; r++) {
      for (int a = 0; present[r] > 0 && a < n; a++) {
        double sum = 0;
        for (int b = 0; b < n; b++) {
          sum += matrix.get(a, b) * (codes[r * width + b] - centre[b]);
        }
        out[r * n + a] = (float) sum;
      }
    }
    return out;
  }

  void write(StateWriter out) {
    out.writeDoubles(centre);
    double[] entries = new double[latents() * latents()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = matrix.get(i / latents(), i % latents());
    }
    out.writeDoubles(entries);
  }

  static BlockWhitening read(StateReader in, int latents) {
    double[] centre = new double[latents];
    in.readDoublesInto(centre);
    double[] entries = new double[latents * latents];
    in.readDoublesInto(entries);
    return new BlockWhitening(centre, new SimpleMatrix(latents, latents, true, entries));
  }
}
