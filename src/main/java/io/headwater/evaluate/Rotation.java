package io.headwater.evaluate;

import java.util.SplittableRandom;

/** Random rotations of the components of a block. */
final class Rotation {
  private Rotation() {}

  /** A Haar-distributed d × d rotation (or reflection), by Gram-Schmidt on Gaussian rows. */
  static double[][] draw(int d, SplittableRandom random) {
    double[][] q = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        q[i][j] = random.nextGaussian();
      }
      for (int k = 0; k < i; k++) {
        double dot = dot(q[i], q[k]);
        for (int j = 0; j < d; j++) {
          q[i][j] -= dot * q[k][j];
        }
      }
      double norm = Math.sqrt(dot(q[i], q[i]));
      for (int j = 0; j < d; j++) {
        q[i][j] /= norm;
      }
    }
    return q;
  }

  /** Applies a rotation to components × rows. */
  static double[][] apply(double[][] rotation, double[][] x) {
    int rows = x[0].length;
    double[][] y = new double[rotation.length][rows];
    for (int i = 0; i < rotation.length; i++) {
      for (int j = 0; j < x.length; j++) {
        for (int s = 0; s < rows; s++) {
          y[i][s] += rotation[i][j] * x[j][s];
        }
      }
    }
    return y;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
