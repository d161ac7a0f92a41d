package io.headwater.simulate;

import java.util.SplittableRandom;

/**
 * The structural equations. A latent with parents is {@code z = √(1−s²) f + s h e}, where {@code f
 * = Σ c1 z_j + c2 tanh(2 (z_j − b))} has mean 0 and variance 1, {@code h = exp(het tanh(Σ w z_j))}
 * has mean square 1, and e is its exogenous noise; a root is its noise. The noise whose size
 * depends on the parents is what makes direction and components identifiable (Sun et al. 2025
 * assume sufficient variability; a linear Gaussian model has none).
 */
final class Mechanisms {
  /** Share of a child's standard deviation that is its own noise. */
  private static final double NOISE_SD = 0.5;

  /** How strongly parents scale the noise: factors from e^−.7 to e^.7. */
  private static final double HETEROSCEDASTICITY = 0.7;

  /** Steps of the pilot that standardises the equations: errors below one per cent. */
  private static final int PILOT = 20_000;

  private final int[][] parents;
  private final int[] causalOrder;
  private final double[][] linear;
  private final double[][] curved;
  private final double[][] bend;
  private final double[][] noiseWeight;
  private final double[] mean;
  private final double[] sd;
  private final double[] noiseScale;

  Mechanisms(LinkGraph links, SplittableRandom random, SplittableRandom pilot) {
    parents = links.parents();
    causalOrder = links.causalOrder();
    int d = parents.length;
    linear = new double[d][];
    curved = new double[d][];
    bend = new double[d][];
    noiseWeight = new double[d][];
    for (int i = 0; i < d; i++) {
      int n = parents[i].length;
      linear[i] = Draws.signed(random, n, 0.3, 1);
      curved[i] = Draws.signed(random, n, 0.3, 1);
      bend[i] = random.doubles(n, -1.2, 1.2).toArray();
      noiseWeight[i] = Draws.signed(random, n, 0.7, 1.3);
    }
    mean = new double[d];
    sd = new double[d];
    noiseScale = new double[d];
    standardise(pilot);
  }

  private void standardise(SplittableRandom pilot) {
    double[][] z = new double[PILOT][parents.length];
    for (int i : causalOrder) {
      double sum = 0;
      double squares = 0;
      double noiseSquares = 0;
      for (double[] row : z) {
        double f = rawCause(row, i);
        double h = rawNoiseScale(row, i);
        sum += f;
        squares += f * f;
        noiseSquares += h * h;
      }
      mean[i] = sum / PILOT;
      sd[i] = Math.sqrt(squares / PILOT - mean[i] * mean[i]);
      noiseScale[i] = Math.sqrt(noiseSquares / PILOT);
      for (double[] row : z) {
        row[i] = latent(row, i, Draws.laplace(pilot));
      }
    }
  }

  /**
   * @param noise exogenous noise, one per latent
   * @return the latents
   */
  double[] latents(double[] noise) {
    double[] z = new double[parents.length];
    for (int i : causalOrder) {
      z[i] = latent(z, i, noise[i]);
    }
    return z;
  }

  private double latent(double[] z, int i, double noise) {
    if (parents[i].length == 0) {
      return noise;
    }
    double cause = (rawCause(z, i) - mean[i]) / sd[i];
    double scale = rawNoiseScale(z, i) / noiseScale[i];
    return Math.sqrt(1 - NOISE_SD * NOISE_SD) * cause + NOISE_SD * scale * noise;
  }

  private double rawCause(double[] z, int i) {
    double sum = 0;
    for (int p = 0; p < parents[i].length; p++) {
      double parent = z[parents[i][p]];
      sum += linear[i][p] * parent + curved[i][p] * StrictMath.tanh(2 * (parent - bend[i][p]));
    }
    return sum;
  }

  private double rawNoiseScale(double[] z, int i) {
    double sum = 0;
    for (int p = 0; p < parents[i].length; p++) {
      sum += noiseWeight[i][p] * z[parents[i][p]];
    }
    return StrictMath.exp(HETEROSCEDASTICITY * StrictMath.tanh(sum));
  }
}
