package io.headwater.evaluate;

import java.util.Arrays;

/**
 * A monotone rescaling of a series to a logistic distribution of unit variance, by its ranks among
 * the rows it was made from: what a probe reads then does not depend on how the scale was bent.
 */
final class LogisticScores {
  private static final double UNIT = Math.sqrt(3) / Math.PI;

  private final double[] sorted;

  LogisticScores(double[] series, int from, int to) {
    sorted = Arrays.copyOfRange(series, from, to);
    Arrays.sort(sorted);
  }

  /**
   * The score of a value; values between two known ones are interpolated, those beyond kept at the
   * end.
   */
  double of(double value) {
    int n = sorted.length;
    int at = Arrays.binarySearch(sorted, value);
    double rank;
    if (at >= 0) {
      int last = at;
      while (at > 0 && sorted[at - 1] == value) {
        at--;
      }
      while (last + 1 < n && sorted[last + 1] == value) {
        last++;
      }
      rank = (at + last) / 2.0;
    } else {
      int above = -at - 1;
      rank =
          above == 0
              ? 0
              : above == n
                  ? n - 1
                  : above - (sorted[above] - value) / (sorted[above] - sorted[above - 1]);
    }
    double share = (rank + .5) / n;
    return UNIT * Math.log(share / (1 - share));
  }
}
