package io.headwater.model.coupled;

import java.util.Arrays;

/** How far a sample of places is from an even spread over its space. */
public final class Evenness {
  /** Pairs of rows that are looked at: the k-th row with the row this many times k further on. */
  private static final int PAIRINGS = 4;

  private static final int INTEGRATION = 2_000;

  private Evenness() {}

  /** Excess kurtosis of the uniform law. */
  private static final double UNIFORM = -1.2;

  /**
   * Greatest distance of a dimension's excess kurtosis from that of the uniform law: 1.2 for a
   * Gaussian. Kolmogorov's distance would tell the two apart by .06 only.
   *
   * @param places [dimension][row], not constant
   */
  public static double inBox(double[][] places) {
    double worst = 0;
    for (double[] column : places) {
      worst = Math.max(worst, Math.abs(NonGaussianity.of(column).excessKurtosis() - UNIFORM));
    }
    return worst;
  }

  /**
   * Distance of the distribution function of cosines between rows from that of a uniform sphere.
   *
   * @param places [dimension][row], at least two rows
   */
  public static double onSphere(double[][] places) {
    double[] cosines = cosines(places);
    Arrays.sort(cosines);
    int d = places.length;
    double[] cumulated = new double[INTEGRATION + 1];
    for (int i = 0; i < INTEGRATION; i++) {
      double t = -1 + (i + 0.5) * 2 / INTEGRATION;
      cumulated[i + 1] = cumulated[i] + Math.pow(1 - t * t, (d - 3) / 2.0);
    }
    double worst = 0;
    for (int r = 0; r < cosines.length; r++) {
      int cell = (int) Math.max(0, Math.min(INTEGRATION, (cosines[r] + 1) / 2 * INTEGRATION));
      double expected = cumulated[cell] / cumulated[INTEGRATION];
      worst = Math.max(worst, Math.abs(expected - (r + 0.5) / cosines.length));
    }
    return worst;
  }

  /**
   * Uniformity of Wang and Isola (2020): log mean of exp(−2 |u − v|²) over pairs of unit vectors;
   * the lower the more even.
   *
   * @param places [dimension][row], at least two rows
   */
  public static double logPotential(double[][] places) {
    double sum = 0;
    double[] cosines = cosines(places);
    for (double cosine : cosines) {
      sum += Math.exp(-4 * (1 - cosine));
    }
    return Math.log(sum / cosines.length);
  }

  private static double[] cosines(double[][] places) {
    int rows = places[0].length;
    double[] lengths = new double[rows];
    for (double[] column : places) {
      for (int r = 0; r < rows; r++) {
        lengths[r] += column[r] * column[r];
      }
    }
    double[] cosines = new double[rows * PAIRINGS];
    for (int p = 0; p < PAIRINGS; p++) {
      int shift = (int) ((long) rows * (p + 1) / (2 * PAIRINGS + 1));
      for (int r = 0; r < rows; r++) {
        int other = (r + Math.max(1, shift)) % rows;
        double product = 0;
        for (double[] column : places) {
          product += column[r] * column[other];
        }
        double norm = Math.sqrt(lengths[r] * lengths[other]);
        cosines[p * rows + r] = norm > 0 ? product / norm : 1;
      }
    }
    return cosines;
  }
}
