package io.headwater.evaluate;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An estimated graph held against the true one, edges as pairs of node ids in the truth's naming.
 *
 * @param found edges of both
 * @param missing true edges that the estimate lacks; of two opposite ones also a single one
 * @param extra estimated edges that the truth lacks; of two opposite ones also a single one
 * @param reversed true edges that the estimate has the other way round, and only so
 */
public record GraphComparison(
    Set<Edge> found, Set<Edge> missing, Set<Edge> extra, Set<Edge> reversed) {

  /** A directed edge. */
  public record Edge(String source, String target) {
    Edge reverse() {
      return new Edge(target, source);
    }
  }

  public static GraphComparison of(Set<Edge> truth, Set<Edge> estimate) {
    Set<Edge> found = new LinkedHashSet<>();
    Set<Edge> missing = new LinkedHashSet<>();
    Set<Edge> extra = new LinkedHashSet<>();
    Set<Edge> reversed = new LinkedHashSet<>();
    for (Edge edge : truth) {
      if (estimate.contains(edge)) {
        found.add(edge);
      } else if (estimate.contains(edge.reverse()) && !truth.contains(edge.reverse())) {
        reversed.add(edge);
      } else {
        missing.add(edge);
      }
    }
    for (Edge edge : estimate) {
      boolean reversal = truth.contains(edge.reverse()) && !estimate.contains(edge.reverse());
      if (!truth.contains(edge) && !reversal) {
        extra.add(edge);
      }
    }
    return new GraphComparison(found, missing, extra, reversed);
  }

  /** Structural Hamming distance: a reversed edge counts once. */
  public int shd() {
    return missing.size() + extra.size() + reversed.size();
  }
}
