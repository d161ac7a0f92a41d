package io.headwater.model.sharing;

/**
 * When two components count as the same latent. Costs are 1 - |rank correlation| / ceiling, so that
 * noise of the encoders alone costs nothing.
 *
 * @param kappa greatest cost of a shared pair, beyond sampling error
 * @param grey up to this cost a matched pair is reported as "shared or strongly coupled"; above it
 *     as distinct
 */
public record SharingRule(double kappa, double grey) {
  /**
   * Of a link without sharing whose correlation is .95: such links cannot be told from sharing,
   * weaker ones can.
   */
  public static final double DEFAULT_KAPPA = 0.05;

  /** A correlation of .8, which a strong cause reaches. */
  public static final double DEFAULT_GREY = 0.2;

  /** Standard errors of a correlation that a shared pair may lack beyond kappa. */
  private static final double DEVIATIONS = 3;

  public SharingRule {
    if (!(kappa > 0 && kappa < grey && grey < 1)) {
      throw new IllegalArgumentException(
          "Shared components may cost up to kappa = %s and doubtful ones up to grey = %s; give 0 < kappa < grey < 1."
              .formatted(kappa, grey));
    }
  }

  public static SharingRule defaults() {
    return new SharingRule(DEFAULT_KAPPA, DEFAULT_GREY);
  }

  /**
   * Threshold of a pair: kappa and the sampling error of a correlation that equals the ceiling.
   *
   * @param ceiling greatest correlation that the encoders' noise leaves, 0 to 1
   * @param effectiveRows independent rows behind the correlation
   */
  double threshold(double ceiling, double effectiveRows) {
    double error = (1 - ceiling * ceiling) / Math.sqrt(Math.max(1, effectiveRows));
    return Math.min(grey, kappa + DEVIATIONS * error / ceiling);
  }
}
