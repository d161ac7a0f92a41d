package io.headwater.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A mean over subjects with the interval in which 95 of 100 means over other subjects of their kind
 * would lie: percentiles of means over subjects drawn with replacement (Efron 1979). Windows of a
 * subject resemble each other, so that subjects are what is counted.
 *
 * @param mean over subjects
 * @param low 2.5th percentile
 * @param high 97.5th percentile
 * @param subjects how many
 */
public record SubjectMean(double mean, double low, double high, int subjects) {
  private static final int DRAWS = 10_000;
  private static final double TAIL = .025;

  /**
   * @param scores one per subject; NaN where a subject has none, which does not count
   */
  public static SubjectMean of(double[] scores) {
    double[] known = Arrays.stream(scores).filter(v -> !Double.isNaN(v)).toArray();
    if (known.length == 0) {
      return new SubjectMean(Double.NaN, Double.NaN, Double.NaN, 0);
    }
    SplittableRandom random = new SplittableRandom(known.length);
    double[] means = new double[DRAWS];
    for (int d = 0; d < DRAWS; d++) {
      for (int k = 0; k < known.length; k++) {
        means[d] += known[random.nextInt(known.length)] / known.length;
      }
    }
    Arrays.sort(means);
    return new SubjectMean(
        Arrays.stream(known).average().orElseThrow(),
        means[(int) (TAIL * DRAWS)],
        means[(int) ((1 - TAIL) * DRAWS) - 1],
        known.length);
  }

  /** The interval of the differences, subject by subject. */
  public static SubjectMean ofDifferences(double[] scores, double[] others) {
    double[] differences = new double[scores.length];
    Arrays.setAll(differences, i -> scores[i] - others[i]);
    return of(differences);
  }
}
