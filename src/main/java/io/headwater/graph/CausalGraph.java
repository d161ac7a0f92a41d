package io.headwater.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The causal graph between latents as an estimator sees it now.
 *
 * @param nodes all latents, modality by modality in declared order
 * @param edges every edge the estimator considers possible, selected or not, sorted by (source node
 *     order, target node order)
 */
public record CausalGraph(List<LatentNode> nodes, List<CausalEdge> edges) {
  public CausalGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** A graph of edges in any order. */
  public static CausalGraph sorted(List<LatentNode> nodes, List<CausalEdge> edges) {
    Map<String, Integer> place = new HashMap<>();
    nodes.forEach(node -> place.put(node.id(), place.size()));
    Comparator<CausalEdge> order =
        Comparator.<CausalEdge>comparingInt(e -> place.get(e.source()))
            .thenComparingInt(e -> place.get(e.target()));
    return new CausalGraph(nodes, edges.stream().sorted(order).toList());
  }

  /** Every edge between latents of different modalities, of which nothing is known yet. */
  public static CausalGraph unsolved(List<LatentNode> nodes) {
    List<CausalEdge> edges = new ArrayList<>();
    for (LatentNode from : nodes) {
      for (LatentNode to : nodes) {
        if (!from.modality().equals(to.modality())) {
          edges.add(CausalEdge.unknown(from.id(), to.id()));
        }
      }
    }
    return new CausalGraph(nodes, edges);
  }

  public List<CausalEdge> selectedEdges() {
    return edges.stream().filter(CausalEdge::selected).toList();
  }

  /**
   * Ids of nodes that are one latent, in the graph's order; of each the first carries the edges.
   */
  public static List<List<String>> shared(List<LatentNode> nodes) {
    Set<String> told = new HashSet<>();
    List<List<String>> groups = new ArrayList<>();
    for (LatentNode node : nodes) {
      if (!node.sharedWith().isEmpty() && told.add(node.id())) {
        List<String> group = new ArrayList<>(List.of(node.id()));
        group.addAll(node.sharedWith());
        told.addAll(group);
        groups.add(List.copyOf(group));
      }
    }
    return List.copyOf(groups);
  }

  /** Share of possible edges that are not selected, 0 to 1; 1 for a graph without edges. */
  public double sparsity() {
    return edges.isEmpty() ? 1.0 : 1.0 - (double) selectedEdges().size() / edges.size();
  }
}
