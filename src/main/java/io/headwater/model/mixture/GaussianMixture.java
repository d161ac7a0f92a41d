package io.headwater.model.mixture;

/**
 * Diagonal Gaussians over continuous latents, one for each joint outcome, with their log-weights.
 * Densities are added in log space throughout. Arrays are held, not copied.
 *
 * @param mean [component][dimension]
 * @param variance same layout, over 0
 * @param logWeight per component; their exponentials sum to one
 */
public record GaussianMixture(double[][] mean, double[][] variance, double[] logWeight) {
  /** Least variance, in units of a latent of about unit variance. */
  public static final double LEAST_VARIANCE = 1e-3;

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  public int components() {
    return mean.length;
  }

  public int dimensions() {
    return mean[0].length;
  }

  /**
   * The same components in another order.
   *
   * @param order order[new] = old
   */
  public GaussianMixture reordered(int[] order) {
    GaussianMixture out =
        new GaussianMixture(
            new double[order.length][], new double[order.length][], new double[order.length]);
    for (int c = 0; c < order.length; c++) {
      out.mean[c] = mean[order[c]];
      out.variance[c] = variance[order[c]];
      out.logWeight[c] = logWeight[order[c]];
    }
    return out;
  }

  /** The same under other weights. */
  public GaussianMixture withLogWeight(double[] weights) {
    return new GaussianMixture(mean, variance, weights);
  }

  /**
   * Posterior over components of a code that is itself a Gaussian: the exponential of the expected
   * log-density, normalised.
   *
   * @param code posterior means of one row
   * @param spread posterior variances of it; zeros for a point
   * @param responsibility out, sums to one
   * @return log of the sum before normalising: for a point, the row's log-density
   */
  public double responsibilities(double[] code, double[] spread, double[] responsibility) {
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < mean.length; c++) {
      double log = logWeight[c];
      for (int d = 0; d < code.length; d++) {
        double apart = code[d] - mean[c][d];
        double squares = apart * apart + spread[d];
        log -= 0.5 * (LOG_TWO_PI + Math.log(variance[c][d]) + squares / variance[c][d]);
      }
      responsibility[c] = log;
      most = Math.max(most, log);
    }
    double sum = 0;
    for (int c = 0; c < mean.length; c++) {
      responsibility[c] = Math.exp(responsibility[c] - most);
      sum += responsibility[c];
    }
    for (int c = 0; c < mean.length; c++) {
      responsibility[c] /= sum;
    }
    return most + Math.log(sum);
  }

  /** Mean log-density of codes, nats per row. */
  public double meanLogDensity(LatentCodes codes) {
    double[] responsibility = new double[components()];
    double sum = 0;
    for (int r = 0; r < codes.rows(); r++) {
      sum += responsibilities(codes.mean()[r], codes.variance()[r], responsibility);
    }
    return sum / codes.rows();
  }
}
