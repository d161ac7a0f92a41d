package io.headwater.model.sharing;

import java.util.ArrayList;
import java.util.List;

/**
 * The loss of the Wasserstein module on a mini-batch and its gradient: over pairs of modalities the
 * cost of the best partial matching of their components by {@link CouplingGap}. By the envelope
 * theorem the plan counts as constant, and the sort is a gather; no derivative goes through either.
 * The loss alone is least for constant components: reconstruction, or a hinge on variances, must
 * stand beside it.
 */
public final class SharingPull {
  /** Fewer common rows say nothing about couplings. */
  static final int FEWEST_ROWS = 16;

  private static final int ITERATIONS = 60;

  private SharingPull() {}

  /**
   * @param loss mean over pairs of modalities
   * @param gradients of the loss, per modality (row, component)
   */
  public record Value(double loss, float[][] gradients) {}

  /**
   * @param components in any monotone form: only their normal scores are compared
   * @param kappa cost of staying alone; pairs that cost more than twice it are not pulled
   * @param blur entropic regularisation of the matching
   */
  public static Value of(ComponentRows components, double kappa, double blur) {
    float[][] gradients = new float[components.modalities()][];
    for (int m = 0; m < gradients.length; m++) {
      gradients[m] = new float[components.values()[m].length];
    }
    int pairs = components.modalities() * (components.modalities() - 1) / 2;
    double loss = 0;
    for (int m = 0; m < components.modalities(); m++) {
      for (int n = m + 1; n < components.modalities(); n++) {
        int[] rows = components.common(m, n);
        if (rows.length >= FEWEST_ROWS) {
          loss += pair(components, m, n, rows, kappa, blur, 1.0 / pairs, gradients) / pairs;
        }
      }
    }
    return new Value(loss, gradients);
  }

  private static double pair(
      ComponentRows components,
      int m,
      int n,
      int[] rows,
      double kappa,
      double blur,
      double weight,
      float[][] gradients) {
    List<GaussianColumn> first = columns(components, m, rows);
    List<GaussianColumn> second = columns(components, n, rows);
    CouplingGap[][] gaps = new CouplingGap[first.size()][second.size()];
    double[][] costs = new double[first.size()][second.size()];
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < costs[i].length; j++) {
        gaps[i][j] = GaussianColumn.gap(first.get(i), second.get(j));
        costs[i][j] = gaps[i][j].cost();
      }
    }
    DustbinTransport.Match match = new DustbinTransport(kappa, blur, ITERATIONS).match(costs);
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < costs[i].length; j++) {
        double share = weight * match.plan()[i][j];
        add(gradients[m], components.widths()[m], i, rows, first.get(i), gaps[i][j], true, share);
        add(gradients[n], components.widths()[n], j, rows, second.get(j), gaps[i][j], false, share);
      }
    }
    return match.cost();
  }

  static List<GaussianColumn> columns(ComponentRows components, int modality, int[] rows) {
    List<GaussianColumn> columns = new ArrayList<>();
    for (int i = 0; i < components.widths()[modality]; i++) {
      columns.add(GaussianColumn.of(components.column(modality, i, rows)));
    }
    return columns;
  }

  private static void add(
      float[] gradient,
      int width,
      int component,
      int[] rows,
      GaussianColumn column,
      CouplingGap gap,
      boolean first,
      double share) {
    double[] own = first ? gap.firstGradient() : gap.secondGradient();
    for (int r = 0; r < rows.length; r++) {
      gradient[rows[r] * width + component] += (float) (share * own[r] * column.slopes()[r]);
    }
  }
}
