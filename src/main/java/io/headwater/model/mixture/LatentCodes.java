package io.headwater.model.mixture;

/**
 * Gaussian posteriors of rows. Arrays are held, not copied.
 *
 * @param mean [row][dimension]
 * @param variance same layout
 */
public record LatentCodes(double[][] mean, double[][] variance) {
  public int rows() {
    return mean.length;
  }

  public int dimensions() {
    return mean[0].length;
  }
}
