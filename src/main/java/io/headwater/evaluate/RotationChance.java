package io.headwater.evaluate;

import java.util.SplittableRandom;

/**
 * The chance level of a component score: what one gets for having found a modality's block
 * perfectly and its axes not at all. The true latents of the block are rotated at random and
 * matched with themselves. For two independent Gaussian components the mean Pearson score is 2√2/π
 * ≈ 0.90, so scores about that height say nothing about components.
 */
public final class RotationChance {
  /** Enough that the mean is known to about ±.01. */
  public static final int DEFAULT_ROTATIONS = 100;

  private RotationChance() {}

  /** Mean score over random rotations of one modality's true latents (component × sample). */
  public static double of(double[][] truth, int rotations, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double sum = 0;
    for (int r = 0; r < rotations; r++) {
      sum += ComponentMatch.of(truth, rotate(truth, rotation(truth.length, random))).mean();
    }
    return sum / rotations;
  }

  private static double[][] rotate(double[][] x, double[][] q) {
    int n = x[0].length;
    double[][] y = new double[q.length][n];
    for (int i = 0; i < q.length; i++) {
      for (int j = 0; j < x.length; j++) {
        for (int s = 0; s < n; s++) {
          y[i][s] += q[i][j] * x[j][s];
        }
      }
    }
    return y;
  }

  /** Haar-distributed rotation by Gram-Schmidt on Gaussian rows. */
  private static double[][] rotation(int d, SplittableRandom random) {
    double[][] q = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        q[i][j] = random.nextGaussian();
      }
      for (int k = 0; k < i; k++) {
        double dot = 0;
        for (int j = 0; j < d; j++) {
          dot += q[i][j] * q[k][j];
        }
        for (int j = 0; j < d; j++) {
          q[i][j] -= dot * q[k][j];
        }
      }
      double norm = 0;
      for (int j = 0; j < d; j++) {
        norm += q[i][j] * q[i][j];
      }
      norm = Math.sqrt(norm);
      for (int j = 0; j < d; j++) {
        q[i][j] /= norm;
      }
    }
    return q;
  }
}
