package io.headwater.model.coupled;

/**
 * How far a component is from Gaussian.
 *
 * @param excessKurtosis 0 for a Gaussian, −1.2 for a uniform, 3 for a Laplace law
 * @param negentropy nats, by the approximation of Hyvärinen (1998) with log cosh; 0 for a Gaussian
 */
public record NonGaussianity(double excessKurtosis, double negentropy) {
  /** E[log cosh ν] of a standard Gaussian ν. */
  private static final double GAUSSIAN_LOG_COSH = 0.37456721;

  /**
   * Half over the variance of log cosh ν once what ν² tells of it is taken out, by numerical
   * integration: makes the approximation one of nats.
   */
  private static final double FACTOR = 79.0156;

  /**
   * @param values of any location and scale, not constant
   */
  public static NonGaussianity of(double[] values) {
    double mean = 0;
    for (double v : values) {
      mean += v / values.length;
    }
    double variance = 0;
    for (double v : values) {
      variance += (v - mean) * (v - mean) / values.length;
    }
    double fourth = 0;
    double logCosh = 0;
    for (double v : values) {
      double y = (v - mean) / Math.sqrt(variance);
      fourth += y * y * y * y / values.length;
      logCosh += logCosh(y) / values.length;
    }
    double off = logCosh - GAUSSIAN_LOG_COSH;
    return new NonGaussianity(fourth - 3, FACTOR * off * off);
  }

  /** Without overflow. */
  private static double logCosh(double y) {
    double size = Math.abs(y);
    return size + StrictMath.log1p(StrictMath.exp(-2 * size)) - StrictMath.log(2);
  }
}
