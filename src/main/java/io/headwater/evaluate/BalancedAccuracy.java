package io.headwater.evaluate;

/**
 * Mean over classes of the share of their rows that were recognised: a rare class counts as much as
 * a frequent one. Classes that do not occur do not count.
 *
 * @param accuracy 0 to 1; NaN without rows
 * @param chance what guessing without looking reaches at best: one over the classes that occur
 */
public record BalancedAccuracy(double accuracy, double chance) {
  /**
   * @param truth class of each row, from 0
   * @param predicted class of each row
   */
  public static BalancedAccuracy of(int[] truth, int[] predicted, int classes) {
    int[] rows = new int[classes];
    int[] right = new int[classes];
    for (int r = 0; r < truth.length; r++) {
      rows[truth[r]]++;
      right[truth[r]] += predicted[r] == truth[r] ? 1 : 0;
    }
    double sum = 0;
    int occurring = 0;
    for (int c = 0; c < classes; c++) {
      if (rows[c] > 0) {
        sum += (double) right[c] / rows[c];
        occurring++;
      }
    }
    return new BalancedAccuracy(
        occurring == 0 ? Double.NaN : sum / occurring,
        occurring == 0 ? Double.NaN : 1.0 / occurring);
  }
}
