package io.headwater.model.mixture;

import java.util.HashMap;
import java.util.Map;

/**
 * Description length of occurring outcomes by a graph with free tables, as {@link DagScore} has it
 * of all outcomes. Families are counted from what occurs, and remembered, so that a search over
 * graphs counts each once.
 */
final class NodeScore {
  /** A table of more entries than this is never worth its description. */
  static final int MOST_ENTRIES = 4096;

  private final OutcomeSpace space;
  private final OccurringOutcomes outcomes;
  private final double rows;
  private final Map<Family, Double> known = new HashMap<>();

  /** A node and the set of its parents, a bit each. */
  private record Family(int node, long parents) {}

  /**
   * @param rows effective number of rows behind the outcomes
   */
  NodeScore(OutcomeSpace space, OccurringOutcomes outcomes, double rows) {
    if (space.nodes() > Long.SIZE) {
      throw new IllegalArgumentException(
          "A graph of %d nodes is asked for; there can be %d at most."
              .formatted(space.nodes(), Long.SIZE));
    }
    this.space = space;
    this.outcomes = outcomes;
    this.rows = rows;
  }

  /** Nats for the whole graph [source][target]. */
  double cost(boolean[][] dag) {
    double cost = 0;
    for (int l = 0; l < space.nodes(); l++) {
      cost += known.computeIfAbsent(new Family(l, parents(dag, l)), this::cost);
    }
    return cost;
  }

  private static long parents(boolean[][] dag, int node) {
    long parents = 0;
    for (int j = 0; j < dag.length; j++) {
      parents |= dag[j][node] ? 1L << j : 0;
    }
    return parents;
  }

  private double cost(Family family) {
    int count = space.categories(family.node);
    long size = size(family.node, family.parents);
    if (size > MOST_ENTRIES) {
      return Double.POSITIVE_INFINITY;
    }
    double[] joint = joint(family.node, family.parents, (int) size);
    double nats = 0;
    for (int at = 0; at < joint.length; at += count) {
      double sum = 0;
      for (int k = 0; k < count; k++) {
        sum += joint[at + k];
      }
      for (int k = 0; k < count; k++) {
        double p = joint[at + k];
        nats -= p > 0 ? p * Math.log(p / sum) : 0;
      }
    }
    double free = (double) size / count * (count - 1);
    return rows * nats + 0.5 * Math.log(Math.max(2, rows)) * free;
  }

  private long size(int node, long parents) {
    long size = space.categories(node);
    for (int j = 0; j < space.nodes() && size <= MOST_ENTRIES; j++) {
      size *= (parents >> j & 1) == 1 ? space.categories(j) : 1;
    }
    return size;
  }

  /** Shares of (parents' categories, own category), the own one fastest. */
  private double[] joint(int node, long parents, int size) {
    double[] joint = new double[size];
    for (int c = 0; c < outcomes.size(); c++) {
      int[] categories = outcomes.categories()[c];
      int at = 0;
      for (int j = 0; j < categories.length; j++) {
        at = (parents >> j & 1) == 1 ? at * space.categories(j) + categories[j] : at;
      }
      joint[at * space.categories(node) + categories[node]] += outcomes.mass()[c];
    }
    return joint;
  }

  /**
   * Tables of a graph fitted to the outcomes, with {@code prior} rows spread evenly over all, so
   * that none is impossible.
   */
  NodeTables tables(boolean[][] dag, double prior) {
    double[][] log = new double[space.nodes()][];
    for (int l = 0; l < log.length; l++) {
      long parents = parents(dag, l);
      double[] joint = joint(l, parents, Math.toIntExact(size(l, parents)));
      int count = space.categories(l);
      log[l] = new double[joint.length];
      for (int at = 0; at < joint.length; at += count) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
          sum += rows * joint[at + k] + prior / joint.length;
        }
        for (int k = 0; k < count; k++) {
          log[l][at + k] = Math.log((rows * joint[at + k] + prior / joint.length) / sum);
        }
      }
    }
    return new NodeTables(space, dag, log);
  }
}
