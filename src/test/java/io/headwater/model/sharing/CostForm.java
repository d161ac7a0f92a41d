package io.headwater.model.sharing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Costs of a pair of components, for the ablation: the coupling gap and what it replaces. */
enum CostForm {
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

  abstract double cost(double[] a, double[] c);

  /**
   * @param limit pairs that cost more are not shared
   * @param relative to the noise ceiling
   */
  Membership decide(SharedCodes codes, double limit, boolean relative) {
    ComponentRows components = codes.components();
    int[] rows = components.common(0, 1);
    double[][] costs = new double[components.widths()[0]][components.widths()[1]];
    double ceiling = relative ? codes.reliability()[0][0] : 1;
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < costs[i].length; j++) {
        double raw = cost(components.column(0, i, rows), components.column(1, j, rows));
        costs[i][j] = 1 - (1 - raw) / ceiling;
      }
    }
    double threshold =
        relative ? new SharingRule(limit, .2).threshold(ceiling, rows.length) : limit;
    double[][] plan = new DustbinTransport(threshold / 2, .02, 200).match(costs).plan();
    List<MatchedPair> pairs = new ArrayList<>();
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < costs[i].length; j++) {
        if (plan[i][j] > 0.5) {
          pairs.add(new MatchedPair(0, i, 1, j, 1, costs[i][j], 1, rows.length));
        }
      }
    }
    return Membership.of(components.widths(), pairs);
  }

  private static double[] standardised(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) / Math.sqrt(variance)).toArray();
  }
}
