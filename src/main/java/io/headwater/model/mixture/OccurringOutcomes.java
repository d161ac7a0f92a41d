package io.headwater.model.mixture;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The joint outcomes that rows have, with their shares: no more of them than rows, however many
 * there could be. Arrays are held, not copied.
 *
 * @param categories [outcome][node]
 * @param mass per outcome; sums to one
 */
public record OccurringOutcomes(int[][] categories, double[] mass) {

  /**
   * @param rows [row][node], at least one row
   */
  public static OccurringOutcomes of(int[][] rows) {
    Map<String, Integer> number = new LinkedHashMap<>();
    int[] outcome = new int[rows.length];
    for (int r = 0; r < rows.length; r++) {
      String key = Arrays.toString(rows[r]);
      outcome[r] = number.computeIfAbsent(key, k -> number.size());
    }
    int[][] categories = new int[number.size()][];
    double[] mass = new double[categories.length];
    for (int r = 0; r < rows.length; r++) {
      categories[outcome[r]] = rows[r];
      mass[outcome[r]] += 1.0 / rows.length;
    }
    return new OccurringOutcomes(categories, mass);
  }

  public int size() {
    return mass.length;
  }

  /** Draws so many rows from these shares, with replacement. */
  public OccurringOutcomes resampled(int rows, RandomGenerator random) {
    double[] upTo = mass.clone();
    for (int c = 1; c < upTo.length; c++) {
      upTo[c] += upTo[c - 1];
    }
    int[] count = new int[mass.length];
    for (int r = 0; r < rows; r++) {
      int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
      count[Math.min(mass.length - 1, found < 0 ? -found - 1 : found + 1)]++;
    }
    int kept = (int) Arrays.stream(count).filter(c -> c > 0).count();
    int[][] drawn = new int[kept][];
    double[] share = new double[kept];
    int at = 0;
    for (int c = 0; c < count.length; c++) {
      if (count[c] > 0) {
        drawn[at] = categories[c];
        share[at++] = (double) count[c] / rows;
      }
    }
    return new OccurringOutcomes(drawn, share);
  }
}
