package io.headwater.model.coupled;

import io.headwater.model.CounterRandom;
import java.util.random.RandomGenerator;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * Symmetric FastICA with the contrast log cosh (Hyvärinen 1999, equations 20 and 45): the rotation
 * of whitened data that makes components least Gaussian. It finds independent components, of which
 * at most one is Gaussian; of others it returns some rotation, and {@link AmariDistance} over two
 * halves of the data tells.
 *
 * <p>Cost: rows × components² per iteration, a few dozen of them.
 */
public final class FastIca {
  /** Iterations converge cubically; what needs more is not converging. */
  public static final int MOST_ITERATIONS = 200;

  /** Turn of an axis between iterations, as 1 − |cosine|, that counts as none. */
  public static final double TOLERANCE = 1e-9;

  private FastIca() {}

  /**
   * A rotation of whitened data.
   *
   * @param rotation component × whitened dimension, orthonormal rows
   * @param iterations how many were taken
   * @param converged whether the axes came to rest
   */
  public record Solution(SimpleMatrix rotation, int iterations, boolean converged) {}

  /**
   * @param white [row][dimension], mean 0, covariance identity
   * @param start where to begin, component × dimension, made orthonormal first
   * @throws IllegalArgumentException without rows
   */
  public static Solution solve(double[][] white, SimpleMatrix start) {
    if (white.length == 0) {
      throw new IllegalArgumentException("Components cannot be found in no rows; give some.");
    }
    SimpleMatrix rotation = orthonormal(start);
    for (int i = 1; i <= MOST_ITERATIONS; i++) {
      SimpleMatrix next = orthonormal(step(white, rotation));
      double turn = turn(rotation, next);
      rotation = next;
      if (turn < TOLERANCE) {
        return new Solution(rotation, i, true);
      }
    }
    return new Solution(rotation, MOST_ITERATIONS, false);
  }

  /** A random place to begin. */
  public static SimpleMatrix start(int dimensions, long seed) {
    RandomGenerator random = CounterRandom.at(seed, 0, 0);
    SimpleMatrix start = new SimpleMatrix(dimensions, dimensions);
    for (int i = 0; i < dimensions * dimensions; i++) {
      start.set(i, random.nextGaussian());
    }
    return start;
  }

  /** For each axis w: E[x tanh(w·x)] − E[1 − tanh²(w·x)] w. */
  private static SimpleMatrix step(double[][] white, SimpleMatrix rotation) {
    int n = rotation.getNumRows();
    int width = rotation.getNumCols();
    double[] w = rotation.getDDRM().data;
    double[] products = new double[n * width];
    double[] slopes = new double[n];
    for (double[] x : white) {
      for (int k = 0; k < n; k++) {
        double y = 0;
        for (int d = 0; d < width; d++) {
          y += w[k * width + d] * x[d];
        }
        double g = StrictMath.tanh(y);
        slopes[k] += 1 - g * g;
        for (int d = 0; d < width; d++) {
          products[k * width + d] += g * x[d];
        }
      }
    }
    SimpleMatrix next = new SimpleMatrix(n, width);
    for (int at = 0; at < products.length; at++) {
      next.set(at, (products[at] - slopes[at / width] * w[at]) / white.length);
    }
    return next;
  }

  private static double turn(SimpleMatrix before, SimpleMatrix after) {
    SimpleMatrix cosines = after.mult(before.transpose());
    double greatest = 0;
    for (int k = 0; k < cosines.getNumRows(); k++) {
      greatest = Math.max(greatest, 1 - Math.abs(cosines.get(k, k)));
    }
    return greatest;
  }

  /** (W Wᵀ)^(−1/2) W. */
  private static SimpleMatrix orthonormal(SimpleMatrix w) {
    SimpleEVD<SimpleMatrix> eigen = w.mult(w.transpose()).eig();
    SimpleMatrix root = new SimpleMatrix(w.getNumRows(), w.getNumRows());
    for (int k = 0; k < eigen.getNumberOfEigenvalues(); k++) {
      SimpleMatrix v = eigen.getEigenVector(k);
      double value = Math.max(eigen.getEigenvalue(k).getReal(), Double.MIN_NORMAL);
      root = root.plus(v.mult(v.transpose()).divide(Math.sqrt(value)));
    }
    return root.mult(w);
  }
}
