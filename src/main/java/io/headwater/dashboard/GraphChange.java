package io.headwater.dashboard;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed from one graph to the next.
 *
 * @param appeared selected now and not before
 * @param vanished selected before and not now
 * @param moved selected in both, with a probability that moved by {@value #NOTABLE} or more
 */
record GraphChange(List<CausalEdge> appeared, List<CausalEdge> vanished, List<Moved> moved) {
  /** Below this a change of a probability is within what two batches do to it. */
  static final double NOTABLE = 0.05;

  /**
   * An edge whose probability moved.
   *
   * @param edge as it is now
   * @param before its probability before, 0 to 1
   */
  record Moved(CausalEdge edge, double before) {}

  static GraphChange between(CausalGraph before, CausalGraph now) {
    Map<List<String>, CausalEdge> old = selected(before);
    Map<List<String>, CausalEdge> current = selected(now);
    List<CausalEdge> appeared = new ArrayList<>();
    List<Moved> moved = new ArrayList<>();
    current.forEach(
        (ends, edge) -> {
          CausalEdge was = old.get(ends);
          if (was == null) {
            appeared.add(edge);
          } else if (Math.abs(edge.probability() - was.probability()) >= NOTABLE) {
            moved.add(new Moved(edge, was.probability()));
          }
        });
    List<CausalEdge> vanished =
        old.entrySet().stream()
            .filter(e -> !current.containsKey(e.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return new GraphChange(appeared, vanished, moved);
  }

  private static Map<List<String>, CausalEdge> selected(CausalGraph graph) {
    Map<List<String>, CausalEdge> edges = new LinkedHashMap<>();
    graph.selectedEdges().forEach(e -> edges.put(List.of(e.source(), e.target()), e));
    return edges;
  }
}
