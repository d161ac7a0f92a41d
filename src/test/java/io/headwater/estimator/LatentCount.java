package io.headwater.estimator;

/**
 * The number of latents chosen for one modality, and what it was chosen by.
 *
 * @param count at least 1
 * @param shares per direction, in the order found: share of its variance that the other modalities
 *     predict on held-out windows, beyond what the directions before it explain
 * @param errors standard errors of the shares
 */
record LatentCount(int count, double[] shares, double[] errors) {
  /**
   * Least share of a latent. Chance predicts nothing on held-out windows, but what the directions
   * before one leave unexplained of a latent is predicted a little. On data with known causes and a
   * flat mixing the first direction too many stays below 0.1 and all but a few true ones above
   * 0.15; under a curved mixing the two overlap between 0.09 and 0.21, and about one modality in
   * twelve is miscounted.
   */
  static final double LEAST = 0.12;

  /** Standard errors by which a share must clear zero. */
  private static final double CLEAR = 4;

  /** Counts directions up to the first that is not shared; a modality has at least one latent. */
  static LatentCount of(double[] shares, double[] errors) {
    int count = 0;
    while (count < shares.length
        && shares[count] > LEAST
        && shares[count] > CLEAR * errors[count]) {
      count++;
    }
    return new LatentCount(Math.max(1, count), shares.clone(), errors.clone());
  }

  /** How far the nearest share is from having changed the count. */
  double margin() {
    double margin = Double.POSITIVE_INFINITY;
    for (int k = 0; k < Math.min(shares.length, count + 1); k++) {
      margin = Math.min(margin, Math.abs(shares[k] - LEAST));
    }
    return margin;
  }
}
