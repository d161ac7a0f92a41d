package io.headwater.model.sharing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Costs of a pair of components, for the ablation: the coupling gap, the same without normal
 * scores, and the distance of the marginals, which it replaces.
 */
public enum CostForm {
  /** Distance of the two marginals, whatever goes with what. */
  MARGINAL_WASSERSTEIN {
    @Override
    double cost(double[] a, double[] c) {
      double[] x = standardised(a);
      double[] y = standardised(c);
      Arrays.sort(x);
      Arrays.sort(y);
      double same = 0;
      double opposite = 0;
      for (int r = 0; r < x.length; r++) {
        same += Math.abs(x[r] - y[r]) / x.length;
        opposite += Math.abs(x[r] + y[x.length - 1 - r]) / x.length;
      }
      return Math.min(same, opposite);
    }
  },
  GAP_STANDARDISED {
    @Override
    double cost(double[] a, double[] c) {
      return CouplingGap.of(SortedSample.of(standardised(a)), SortedSample.of(standardised(c)))
          .cost();
    }
  },
  GAP_GAUSSIANISED {
    @Override
    double cost(double[] a, double[] c) {
      return CouplingGap.of(GaussianColumn.of(a).scores(), GaussianColumn.of(c).scores()).cost();
    }
  };

  private static final double BLUR = 0.02;
  private static final int ITERATIONS = 200;
  private static final double MATCHED = 0.5;

  abstract double cost(double[] a, double[] c);

  /**
   * Membership by this cost. Every pair of modalities must have rows in common.
   *
   * @param reliability per modality and component; see {@link SharingStudy#decide}
   * @param limit pairs that cost more are not shared
   * @param relative whether costs are relative to the noise ceiling and the limit allows for
   *     sampling error
   */
  public Membership decide(
      ComponentRows components, double[][] reliability, double limit, boolean relative) {
    List<MatchedPair> pairs = new ArrayList<>();
    for (int m = 0; m < components.modalities(); m++) {
      for (int n = m + 1; n < components.modalities(); n++) {
        double ceiling = relative ? Math.sqrt(reliability[m][0] * reliability[n][0]) : 1;
        int[] rows = components.common(m, n);
        double threshold =
            relative
                ? new SharingRule(limit, SharingRule.DEFAULT_GREY).threshold(ceiling, rows.length)
                : limit;
        double[][] costs = costs(components, m, n, rows, ceiling);
        double[][] plan = new DustbinTransport(threshold / 2, BLUR, ITERATIONS).match(costs).plan();
        for (int i = 0; i < costs.length; i++) {
          for (int j = 0; j < costs[i].length; j++) {
            if (plan[i][j] > MATCHED) {
              pairs.add(new MatchedPair(m, i, n, j, 1, costs[i][j], 1, rows.length));
            }
          }
        }
      }
    }
    return Membership.of(components.widths(), pairs);
  }

  private double[][] costs(ComponentRows components, int m, int n, int[] rows, double ceiling) {
    double[][] costs = new double[components.widths()[m]][components.widths()[n]];
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < costs[i].length; j++) {
        double raw = cost(components.column(m, i, rows), components.column(n, j, rows));
        costs[i][j] = 1 - (1 - raw) / ceiling;
      }
    }
    return costs;
  }

  private static double[] standardised(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) / Math.sqrt(variance)).toArray();
  }
}
