package io.headwater.graph;

import java.util.List;

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

  public List<CausalEdge> selectedEdges() {
    return edges.stream().filter(CausalEdge::selected).toList();
  }

  /** Share of possible edges that are not selected, 0 to 1; 1 for a graph without edges. */
  public double sparsity() {
    return edges.isEmpty() ? 1.0 : 1.0 - (double) selectedEdges().size() / edges.size();
  }
}
