package io.headwater.estimator.coupled;

import io.headwater.estimator.report.Measured;
import io.headwater.estimator.report.RowSet;
import io.headwater.graph.Assignment;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.LatentNode;
import io.headwater.graph.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Which component of one modality goes with which of another, by held-out rank correlation. A
 * component has at most one partner in each other modality. There is no direction (Liu et al.: the
 * edge stands for processes either way), so each pair appears once, the modality declared first as
 * its source.
 */
final class Couplings {
  /** Rank correlation from which a coupling matters. */
  private static final double LEAST = 0.1;

  /** A correlation of fewer rows is none. */
  private static final int FEWEST_ROWS = 3;

  /** Keeps the score of a perfect correlation finite. */
  private static final double MOST = 0.999999;

  private Couplings() {}

  /**
   * All pairs of components of different modalities.
   *
   * @param solved per modality; null where it was not solved
   * @param verdicts per modality: only components that may be read can be partners
   */
  static List<CausalEdge> of(
      HeldOutSample sample,
      List<SolvedModality> solved,
      List<Verdict> verdicts,
      List<String> names) {
    List<CausalEdge> edges = new ArrayList<>();
    for (int m = 0; m < names.size(); m++) {
      for (int n = m + 1; n < names.size(); n++) {
        boolean read = verdicts.get(m) == Verdict.COMPONENT && verdicts.get(n) == Verdict.COMPONENT;
        edges.addAll(between(sample, solved, m, n, read, names));
      }
    }
    edges.sort(
        (a, b) -> {
          int first = Integer.compare(place(names, a.source()), place(names, b.source()));
          return first != 0
              ? first
              : Integer.compare(place(names, a.target()), place(names, b.target()));
        });
    return edges;
  }

  private static int place(List<String> names, String node) {
    int dot = node.lastIndexOf(".z");
    return names.indexOf(node.substring(0, dot)) * 100_000
        + Integer.parseInt(node.substring(dot + 2));
  }

  private static List<CausalEdge> between(
      HeldOutSample sample,
      List<SolvedModality> solved,
      int m,
      int n,
      boolean read,
      List<String> names) {
    RowSet rows = sample.rowsOf(m, n);
    if (rows.size() < FEWEST_ROWS) {
      return List.of();
    }
    double[][] first = rows.of(sample.components()[m]);
    double[][] second = rows.of(sample.components()[n]);
    Measured[][] correlation = new Measured[first.length][second.length];
    double[][] strength = new double[first.length][second.length];
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < second.length; j++) {
        correlation[i][j] = Measured.rankCorrelation(first[i], second[j], rows);
        strength[i][j] = Math.min(MOST, correlation[i][j].value());
      }
    }
    int[] partner = Assignment.strongest(strength);
    double[][] halves = stability(sample, solved, rows, m, n);
    List<CausalEdge> edges = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < second.length; j++) {
        edges.add(
            ComponentStage.coupling(
                LatentNode.of(names.get(m), i).id(),
                LatentNode.of(names.get(n), j).id(),
                -0.5 * Math.log(1 - strength[i][j] * strength[i][j]),
                halves == null ? Double.NaN : halves[i][j],
                read && partner[i] == j && correlation[i][j].exceeds(LEAST)));
      }
    }
    return edges;
  }

  /** Share of the two halves of the reservoir whose components make each pair partners. */
  private static double[][] stability(
      HeldOutSample sample, List<SolvedModality> solved, RowSet rows, int m, int n) {
    if (solved.get(m) == null || solved.get(n) == null) {
      return null;
    }
    int d = sample.components()[m].length;
    double[][] share = new double[d][d];
    for (int half = 0; half < 2; half++) {
      double[][] first = components(sample, solved.get(m), rows, m, half);
      double[][] second = components(sample, solved.get(n), rows, n, half);
      double[][] strength = new double[d][d];
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          strength[i][j] = Measured.rankCorrelation(first[i], second[j], rows).value();
        }
      }
      int[] partner = Assignment.strongest(strength);
      for (int i = 0; i < d; i++) {
        share[i][partner[i]] += 0.5;
      }
    }
    return share;
  }

  /** Components of a half's unmixing on held-out windows, [component][row]. */
  private static double[][] components(
      HeldOutSample sample, SolvedModality solved, RowSet rows, int m, int half) {
    double[][] places = rows.of(sample.places()[m]);
    double[][] byRow = solved.halves()[half].apply(transposed(places));
    return transposed(byRow);
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] out = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < out.length; j++) {
        out[j][i] = matrix[i][j];
      }
    }
    return out;
  }
}
