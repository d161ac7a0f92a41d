package io.headwater.estimator.report;

/**
 * How far noise is from a Gaussian: Geary's ratio of mean absolute to standard deviation (Geary
 * 1935), 0.798 for a Gaussian, 0.707 for Laplace, 0.866 for uniform noise; and the distance of mean
 * and median in standard deviations. Both use first moments, so that a few outliers decide nothing.
 */
final class NoiseShape {
  private static final double GAUSSIAN_RATIO = Math.sqrt(2 / Math.PI);

  /** Standard deviation of Geary's ratio of Gaussian noise, times the root of the sample size. */
  private static final double RATIO_ERROR = 0.2123;

  /** The same of (mean - median) / deviation. */
  private static final double ASYMMETRY_ERROR = 0.7555;

  /** Least departures that separate components: under half of what Laplace noise shows. */
  private static final double LEAST_RATIO = 0.04;

  private static final double LEAST_ASYMMETRY = 0.12;

  private NoiseShape() {}

  /** Departure from a Gaussian as a multiple of the least that matters. */
  static Measured departure(double[] noise, RowSet rows) {
    if (noise.length < 3) {
      return Measured.nothing(noise.length);
    }
    double[] standard = Columns.standardised(noise);
    double[] absolute = new double[standard.length];
    for (int i = 0; i < absolute.length; i++) {
      absolute[i] = Math.abs(standard[i]);
    }
    double effective = Math.min(rows.effective(standard), rows.effective(absolute));
    double root = Math.sqrt(effective);
    Measured ratio =
        new Measured(
            Math.abs(Columns.mean(absolute) - GAUSSIAN_RATIO) / LEAST_RATIO,
            RATIO_ERROR / root / LEAST_RATIO,
            effective);
    Measured asymmetry =
        new Measured(
            Math.abs(Columns.median(standard)) / LEAST_ASYMMETRY,
            ASYMMETRY_ERROR / root / LEAST_ASYMMETRY,
            effective);
    return ratio.value() >= asymmetry.value() ? ratio : asymmetry;
  }
}
