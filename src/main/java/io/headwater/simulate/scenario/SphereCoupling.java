package io.headwater.simulate.scenario;

import java.util.SplittableRandom;

/**
 * Latents on the sphere of radius √d: uniform, or after von Mises and Fisher around a partner (Wood
 * 1994, algorithm VM*).
 */
final class SphereCoupling implements LatentCoupling {
  private final double concentration;

  SphereCoupling(double concentration) {
    this.concentration = concentration;
  }

  @Override
  public double[] even(SplittableRandom random, int latents) {
    return scaled(gaussian(random, latents), Math.sqrt(latents));
  }

  @Override
  public double[] around(SplittableRandom random, double[] partner) {
    int d = partner.length;
    if (d == 1) { // two points
      double same = 1 / (1 + StrictMath.exp(-2 * concentration));
      return new double[] {random.nextDouble() < same ? partner[0] : -partner[0]};
    }
    double[] mean = scaled(partner, 1);
    double cosine = cosine(random, d);
    double[] across = gaussian(random, d);
    double along = dot(across, mean);
    for (int i = 0; i < d; i++) {
      across[i] -= along * mean[i];
    }
    double[] unit = scaled(across, Math.sqrt(1 - cosine * cosine));
    double[] own = new double[d];
    for (int i = 0; i < d; i++) {
      own[i] = Math.sqrt(d) * (cosine * mean[i] + unit[i]);
    }
    return own;
  }

  /** Cosine of the angle to the mean. */
  private double cosine(SplittableRandom random, int d) {
    double n = d - 1;
    double b = (-2 * concentration + Math.sqrt(4 * concentration * concentration + n * n)) / n;
    double x = (1 - b) / (1 + b);
    double c = concentration * x + n * StrictMath.log(1 - x * x);
    while (true) {
      double beta = beta(random, d - 1);
      double w = (1 - (1 + b) * beta) / (1 - (1 - b) * beta);
      double bound = concentration * w + n * StrictMath.log(1 - x * w) - c;
      if (bound >= StrictMath.log(1 - random.nextDouble())) {
        return w;
      }
    }
  }

  /** Beta with both parameters half of {@code degrees}, by two sums of squares. */
  private static double beta(SplittableRandom random, int degrees) {
    double first = 0;
    double second = 0;
    for (int i = 0; i < degrees; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      first += a * a;
      second += b * b;
    }
    return first / (first + second);
  }

  private static double[] gaussian(SplittableRandom random, int d) {
    return NoiseLaw.draw(Equations.Noise.GAUSSIAN, random, d);
  }

  private static double[] scaled(double[] vector, double length) {
    double norm = Math.sqrt(dot(vector, vector));
    double[] out = new double[vector.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = vector[i] / norm * length;
    }
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
