package io.headwater.model.mixture;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins components of a mixture that describe one cluster together: between such there is no valley
 * along the line from one centre to the other.
 */
final class JoinedComponents {
  /** Half the width of the middle, and of what is around a centre, where centres are at ±1. */
  private static final double NEAR = 0.25;

  /** Fewer rows than this are no cluster. */
  private static final int FEWEST = 10;

  /** What has too few rows is joined before anything else. */
  private static final double CERTAIN = 1e6;

  private final GaussianMixture mixture;
  private final LatentCodes codes;
  private final int[] component;

  JoinedComponents(GaussianMixture mixture, LatentCodes codes) {
    this.mixture = mixture;
    this.codes = codes;
    component = new int[codes.rows()];
    double[] responsibility = new double[mixture.components()];
    for (int r = 0; r < component.length; r++) {
      mixture.responsibilities(codes.mean()[r], codes.variance()[r], responsibility);
      for (int c = 1; c < responsibility.length; c++) {
        component[r] = responsibility[c] > responsibility[component[r]] ? c : component[r];
      }
    }
  }

  /** The mixture with the two components that are most likely one joined, of the same moments. */
  GaussianMixture closest() {
    int first = 0;
    int second = 1;
    double most = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < mixture.components(); a++) {
      for (int b = a + 1; b < mixture.components(); b++) {
        // Valleys of pairs that are far apart are all 0; then the distance decides.
        double oneness = valley(a, b) - 1e-3 * distance(mixture, a, b);
        if (oneness > most) {
          most = oneness;
          first = a;
          second = b;
        }
      }
    }
    return joined(mixture, first, second);
  }

  /** Rows in the middle for each row around the lesser centre. */
  private double valley(int a, int b) {
    int dims = mixture.dimensions();
    double[] along = new double[dims];
    double length = 0;
    for (int d = 0; d < dims; d++) {
      double apart = mixture.mean()[b][d] - mixture.mean()[a][d];
      double width = mixture.variance()[a][d] + mixture.variance()[b][d];
      along[d] = apart / width;
      length += apart * apart / width;
    }
    int[] seen = new int[2];
    int[] around = new int[2];
    int middle = 0;
    for (int r = 0; r < component.length; r++) {
      if (component[r] != a && component[r] != b) {
        continue;
      }
      seen[component[r] == a ? 0 : 1]++;
      double at = -1;
      for (int d = 0; d < dims; d++) {
        at += 2 * (codes.mean()[r][d] - mixture.mean()[a][d]) * along[d] / length;
      }
      middle += Math.abs(at) < NEAR ? 1 : 0;
      around[0] += Math.abs(at + 1) < NEAR ? 1 : 0;
      around[1] += Math.abs(at - 1) < NEAR ? 1 : 0;
    }
    int lesser = Math.min(around[0], around[1]);
    return Math.min(seen[0], seen[1]) < FEWEST ? CERTAIN : (double) middle / Math.max(1, lesser);
  }

  /** Bhattacharyya's distance (1943): 0 of equal components, great of such as do not overlap. */
  private static double distance(GaussianMixture mixture, int a, int b) {
    double distance = 0;
    for (int d = 0; d < mixture.dimensions(); d++) {
      double apart = mixture.mean()[a][d] - mixture.mean()[b][d];
      double one = mixture.variance()[a][d];
      double other = mixture.variance()[b][d];
      double middle = (one + other) / 2;
      distance += apart * apart / middle / 8 + 0.5 * Math.log(middle / Math.sqrt(one * other));
    }
    return distance;
  }

  private static GaussianMixture joined(GaussianMixture mixture, int a, int b) {
    double massA = Math.exp(mixture.logWeight()[a]);
    double massB = Math.exp(mixture.logWeight()[b]);
    double share = massA / Math.max(1e-300, massA + massB);
    double[] mean = new double[mixture.dimensions()];
    double[] variance = new double[mean.length];
    for (int d = 0; d < mean.length; d++) {
      double one = mixture.mean()[a][d];
      double other = mixture.mean()[b][d];
      mean[d] = share * one + (1 - share) * other;
      variance[d] =
          share * (mixture.variance()[a][d] + (one - mean[d]) * (one - mean[d]))
              + (1 - share) * (mixture.variance()[b][d] + (other - mean[d]) * (other - mean[d]));
    }
    List<double[]> means = new ArrayList<>();
    List<double[]> variances = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int c = 0; c < mixture.components(); c++) {
      if (c != b) {
        means.add(c == a ? mean : mixture.mean()[c]);
        variances.add(c == a ? variance : mixture.variance()[c]);
        weights.add(c == a ? Math.log(massA + massB) : mixture.logWeight()[c]);
      }
    }
    return new GaussianMixture(
        means.toArray(double[][]::new),
        variances.toArray(double[][]::new),
        weights.stream().mapToDouble(w -> w).toArray());
  }
}
