package io.headwater.model.sharing;

/**
 * How many dimensions a cloud of points really fills, from the ratio of the distances to the two
 * nearest neighbours (Facco et al. 2017, TwoNN, as maximum likelihood): codes of more dimensions
 * than their modality has lie on a curved sheet, whatever their covariance says.
 */
public final class IntrinsicDimension {
  /** All pairs are looked at; the error of the estimate is then some two per cent. */
  private static final int MOST_ROWS = 2000;

  private IntrinsicDimension() {}

  /**
   * Of the present rows of a modality; NaN with fewer than three different ones. It tends to be low
   * by some per cent, the more the more dimensions there are.
   */
  public static double of(ComponentRows components, int modality) {
    int width = components.widths()[modality];
    int[] rows = components.common(modality, modality);
    int count = Math.min(MOST_ROWS, rows.length);
    double sum = 0;
    int used = 0;
    for (int i = 0; i < count; i++) {
      double first = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      for (int j = 0; j < count; j++) {
        double distance =
            i == j ? 0 : squared(components.values()[modality], rows[i], rows[j], width);
        if (distance > 0 && distance < second) { // windows drawn twice say nothing
          second = Math.max(first, distance);
          first = Math.min(first, distance);
        }
      }
      if (Double.isFinite(second)) {
        sum += 0.5 * Math.log(second / first);
        used++;
      }
    }
    return sum > 0 ? used / sum : Double.NaN;
  }

  private static double squared(float[] values, int a, int b, int width) {
    double sum = 0;
    for (int k = 0; k < width; k++) {
      double difference = values[a * width + k] - values[b * width + k];
      sum += difference * difference;
    }
    return sum;
  }
}
