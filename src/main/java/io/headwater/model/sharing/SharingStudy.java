package io.headwater.model.sharing;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides membership: pairs are matched by partial transport on their {@link CouplingGap} relative
 * to the noise ceiling, those below the calibrated threshold are one latent, the rest of the
 * matched ones are left undecided.
 */
public final class SharingStudy {
  /** Nearly hard: at decision time there is nothing to differentiate. */
  private static final double BLUR = 0.02;

  private static final int ITERATIONS = 200;

  /** A ceiling below this leaves nothing to compare. */
  private static final double LEAST_CEILING = 0.1;

  private static final double MATCHED = 0.5;

  private SharingStudy() {}

  /**
   * @param reliability per modality and component, correlation of two posterior samples: 1 without
   *     encoder noise
   * @param effectiveShare independent rows per row, 1 for independent rows
   */
  public static Membership decide(
      ComponentRows components, double[][] reliability, double effectiveShare, SharingRule rule) {
    return Membership.of(components.widths(), pairs(components, reliability, effectiveShare, rule));
  }

  /** All pairs that go together more closely than {@link SharingRule#grey}. */
  public static List<MatchedPair> pairs(
      ComponentRows components, double[][] reliability, double effectiveShare, SharingRule rule) {
    List<MatchedPair> matched = new ArrayList<>();
    for (int m = 0; m < components.modalities(); m++) {
      for (int n = m + 1; n < components.modalities(); n++) {
        int[] rows = components.common(m, n);
        if (rows.length >= SharingPull.FEWEST_ROWS) {
          matched.addAll(
              pairs(components, m, n, rows, reliability, effectiveShare * rows.length, rule));
        }
      }
    }
    return matched;
  }

  private static List<MatchedPair> pairs(
      ComponentRows components,
      int m,
      int n,
      int[] rows,
      double[][] reliability,
      double effectiveRows,
      SharingRule rule) {
    List<GaussianColumn> first = SharingPull.columns(components, m, rows);
    List<GaussianColumn> second = SharingPull.columns(components, n, rows);
    double[][] costs = new double[first.size()][second.size()];
    double[][] ceilings = new double[first.size()][second.size()];
    int[][] signs = new int[first.size()][second.size()];
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < costs[i].length; j++) {
        CouplingGap gap = GaussianColumn.gap(first.get(i), second.get(j));
        double ceiling = Math.sqrt(Math.max(0, reliability[m][i] * reliability[n][j]));
        ceilings[i][j] = Math.max(LEAST_CEILING, ceiling);
        costs[i][j] = 1 - (1 - gap.cost()) / ceilings[i][j];
        signs[i][j] = gap.sign();
      }
    }
    double[][] plan = new DustbinTransport(rule.grey() / 2, BLUR, ITERATIONS).match(costs).plan();
    List<MatchedPair> matched = new ArrayList<>();
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < costs[i].length; j++) {
        if (plan[i][j] > MATCHED) {
          matched.add(
              new MatchedPair(
                  m,
                  i,
                  n,
                  j,
                  signs[i][j],
                  costs[i][j],
                  rule.threshold(ceilings[i][j], effectiveRows),
                  effectiveRows));
        }
      }
    }
    return matched;
  }
}
