package io.headwater.model.sharing;

import java.util.Arrays;

/**
 * Partial matching of the components of two modalities by entropic optimal transport with a dustbin
 * (after Sarlin et al. 2020): a component goes to a partner or, at the cost {@code kappa}, to none.
 * A pair is matched only when its cost is below 2 kappa, and softly to one partner only. Sinkhorn's
 * iterations run on logarithms, so that no entry under- or overflows.
 *
 * @param kappa cost of staying alone
 * @param blur entropic regularisation, in units of cost; the plan is hard as it goes to 0
 * @param iterations of Sinkhorn
 */
record DustbinTransport(double kappa, double blur, int iterations) {

  /**
   * @param plan (first, second): how much of a component goes to a partner, 0 to 1
   * @param cost sum of plan times cost plus kappa for each component that stays alone
   */
  record Match(double[][] plan, double cost) {}

  /**
   * @param costs (first, second)
   */
  Match match(double[][] costs) {
    int n = costs.length;
    int k = costs[0].length;
    double[][] logits = new double[n + 1][k + 1];
    for (int i = 0; i <= n; i++) {
      for (int j = 0; j <= k; j++) {
        double cost = i < n && j < k ? costs[i][j] : i < n || j < k ? kappa : 0;
        logits[i][j] = -cost / blur;
      }
    }
    double[] rows = new double[n + 1];
    double[] columns = new double[k + 1];
    for (int t = 0; t < iterations; t++) {
      for (int i = 0; i <= n; i++) {
        double[] terms = new double[k + 1];
        for (int j = 0; j <= k; j++) {
          terms[j] = logits[i][j] + columns[j];
        }
        rows[i] = Math.log(i < n ? 1 : k) - logSum(terms);
      }
      for (int j = 0; j <= k; j++) {
        double[] terms = new double[n + 1];
        for (int i = 0; i <= n; i++) {
          terms[i] = logits[i][j] + rows[i];
        }
        columns[j] = Math.log(j < k ? 1 : n) - logSum(terms);
      }
    }
    double[][] plan = new double[n][k];
    double cost = 0;
    for (int i = 0; i <= n; i++) {
      for (int j = 0; j <= k; j++) {
        double mass = Math.exp(logits[i][j] + rows[i] + columns[j]);
        if (i < n && j < k) {
          plan[i][j] = mass;
          cost += mass * costs[i][j];
        } else if (i < n || j < k) {
          cost += mass * kappa;
        }
      }
    }
    return new Match(plan, cost);
  }

  private static double logSum(double[] terms) {
    double most = Arrays.stream(terms).max().orElseThrow();
    double sum = 0;
    for (double term : terms) {
      sum += Math.exp(term - most);
    }
    return most + Math.log(sum);
  }
}
