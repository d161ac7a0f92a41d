package io.headwater.estimator.mixture;

import java.util.List;

/**
 * Mutual information of two labels as a share of the lesser entropy, less what chance gives (Miller
 * 1955): about 0 of independent ones, 1 where one follows from the other.
 */
final class SharedInformation {
  private SharedInformation() {}

  /**
   * @param pairs labels from 0, pair by pair
   * @return NaN where either is constant or there are no pairs
   */
  static double of(List<int[]> pairs, int labels) {
    double[][] joint = new double[labels][labels];
    double[] first = new double[labels];
    double[] second = new double[labels];
    int n = pairs.size();
    for (int[] pair : pairs) {
      joint[pair[0]][pair[1]] += 1.0 / n;
      first[pair[0]] += 1.0 / n;
      second[pair[1]] += 1.0 / n;
    }
    double information = 0;
    for (int a = 0; a < labels; a++) {
      for (int b = 0; b < labels; b++) {
        double p = joint[a][b];
        information += p > 0 ? p * Math.log(p / first[a] / second[b]) : 0;
      }
    }
    double lesser = Math.min(entropy(first), entropy(second));
    double chance = (occurring(first) - 1) * (occurring(second) - 1) / (2 * n);
    return lesser > 0 ? (information - chance) / lesser : Double.NaN;
  }

  private static double entropy(double[] masses) {
    double entropy = 0;
    for (double p : masses) {
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return entropy;
  }

  private static double occurring(double[] masses) {
    double count = 0;
    for (double p : masses) {
      count += p > 0 ? 1 : 0;
    }
    return count;
  }
}
