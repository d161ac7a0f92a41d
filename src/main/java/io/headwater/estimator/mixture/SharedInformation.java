package io.headwater.estimator.mixture;

import java.util.List;

/**
 * Mutual information of two labels as a share of the lesser entropy, less what chance gives (Miller
 * 1955): about 0 of independent ones, 1 where one follows from the other.
 */
final class SharedInformation {
  private SharedInformation() {}

  /**
   * @param rows first, second and third label from 0, row by row
   * @return NaN where the third is constant or there are no rows
   */
  static double of(List<int[]> rows, int labels) {
    double[][] joint = new double[labels][labels];
    double[] first = new double[labels];
    double[] second = new double[labels];
    double[] third = new double[labels];
    int n = rows.size();
    for (int[] row : rows) {
      joint[row[0]][row[1]] += 1.0 / n;
      first[row[0]] += 1.0 / n;
      second[row[1]] += 1.0 / n;
      third[row[2]] += 1.0 / n;
    }
    double information = 0;
    for (int a = 0; a < labels; a++) {
      for (int b = 0; b < labels; b++) {
        double p = joint[a][b];
        information += p > 0 ? p * Math.log(p / first[a] / second[b]) : 0;
      }
    }
    double whole = entropy(third);
    double chance = (occurring(first) - 1) * (occurring(second) - 1) / (2 * n);
    return whole > 0 ? (information - chance) / whole : Double.NaN;
  }

  /** Nats of the third label. */
  static double entropy(List<int[]> rows, int labels) {
    double[] masses = new double[labels];
    for (int[] row : rows) {
      masses[row[2]] += 1.0 / rows.size();
    }
    return entropy(masses);
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
