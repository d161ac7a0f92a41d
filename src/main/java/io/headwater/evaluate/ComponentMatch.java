package io.headwater.evaluate;

import java.util.HashSet;
import java.util.Set;
import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/**
 * Which estimated component stands for which true one, within one modality: the assignment with the
 * greatest sum of absolute Spearman correlations.
 *
 * @param estimateOf for each true component, the index of its estimate
 * @param correlation for each true component, the absolute Spearman correlation with its estimate
 */
public record ComponentMatch(int[] estimateOf, double[] correlation) {

  /**
   * @param truth component × sample
   * @param estimate component × sample; as many components and samples as the truth
   */
  public static ComponentMatch of(double[][] truth, double[][] estimate) {
    int d = truth.length;
    if (d == 0 || estimate.length != d) {
      throw new IllegalArgumentException(
          "%d true components cannot be matched one to one with %d estimated ones."
              .formatted(d, estimate.length));
    }
    double[][] strength = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        strength[i][j] = Math.abs(Ranks.spearman(truth[i], estimate[j]));
      }
    }
    int[] estimateOf = assign(strength);
    double[] correlation = new double[d];
    for (int i = 0; i < d; i++) {
      correlation[i] = strength[i][estimateOf[i]];
    }
    return new ComponentMatch(estimateOf, correlation);
  }

  /** Mean over components: the modality's share of the MCC. */
  public double mean() {
    double sum = 0;
    for (double c : correlation) {
      sum += c;
    }
    return sum / correlation.length;
  }

  private static int[] assign(double[][] strength) {
    int d = strength.length;
    SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    Set<Integer> rows = new HashSet<>();
    Set<Integer> columns = new HashSet<>();
    for (int i = 0; i < d; i++) {
      rows.add(i);
      columns.add(d + i);
      graph.addVertex(i);
      graph.addVertex(d + i);
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        graph.setEdgeWeight(graph.addEdge(i, d + j), 1 - strength[i][j]);
      }
    }
    int[] assigned = new int[d];
    new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(graph, rows, columns)
        .getMatching()
        .getEdges()
        .forEach(e -> assigned[graph.getEdgeSource(e)] = graph.getEdgeTarget(e) - d);
    return assigned;
  }
}
