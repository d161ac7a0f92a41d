package io.headwater.estimator.count;

/**
 * The number of latents chosen for one modality, and what it was chosen by.
 *
 * @param count at least 1
 * @param shares per direction, in the order found: share of its variance that the other modalities
 *     predict out of fold, beyond what the directions before it explain
 * @param errors standard errors of the shares, windows taken as independent
 * @param heldOut windows that the shares were measured on
 */
public record LatentCount(int count, double[] shares, double[] errors, int heldOut) {
  /**
   * Least share of a latent. Chance predicts nothing out of fold, but what the directions before
   * one leave unexplained of a latent is predicted a little. On data with known causes and a flat
   * mixing the first direction too many stays below 0.1 and true ones above 0.15; under a curved
   * mixing the two meet between 0.08 and 0.13, and a few modalities in a hundred are miscounted.
   */
  public static final double LEAST = 0.12;

  /** Standard errors by which a share must clear zero. */
  static final double CLEAR = 4;

  /** Counts directions up to the first that is not shared; a modality has at least one latent. */
  static LatentCount of(double[] shares, double[] errors, int heldOut) {
    int count = 0;
    while (count < shares.length && counts(shares[count], errors[count])) {
      count++;
    }
    return new LatentCount(Math.max(1, count), shares.clone(), errors.clone(), heldOut);
  }

  private static boolean counts(double share, double error) {
    return share > LEAST && share > CLEAR * error;
  }

  /** Whether the modality shares anything at all; if not, its one latent is a formality. */
  public boolean anyShared() {
    return shares.length > 0 && counts(shares[0], errors[0]);
  }

  /** Whether every direction that was tried counted, so that there may be more. */
  public boolean mayBeMore() {
    return anyShared() && count == shares.length;
  }

  /** Whether a share that decided lies within two standard errors of the threshold. */
  public boolean isClose() {
    boolean close = false;
    for (int k = 0; k < Math.min(shares.length, count + 1); k++) {
      close |= Math.abs(shares[k] - LEAST) < 2 * errors[k];
    }
    return close;
  }
}
