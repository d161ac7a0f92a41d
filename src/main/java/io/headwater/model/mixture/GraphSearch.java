package io.headwater.model.mixture;

import io.headwater.graph.Acyclicity;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Graphs without cycles that single changes of edges reach, by the length of a description. */
final class GraphSearch {
  /** Nats by which another graph must be shorter: below is rounding, as of equivalent graphs. */
  private static final double LEAST = 1e-6;

  /** Pairs of nodes that are looked at for an equivalent graph, for each pair. */
  private static final int TURNS_EACH = 8;

  private final int nodes;
  private final ToDoubleFunction<boolean[][]> cost;

  /**
   * @param cost nats of a graph [source][target]
   */
  GraphSearch(int nodes, ToDoubleFunction<boolean[][]> cost) {
    this.nodes = nodes;
    this.cost = cost;
  }

  /** The graph that single changes reach from the empty one. */
  boolean[][] climbed() {
    return polish(new boolean[nodes][nodes]);
  }

  /** The second where it is shorter, else the first. */
  boolean[][] shorter(boolean[][] first, boolean[][] second) {
    return cost.applyAsDouble(second) < cost.applyAsDouble(first) - LEAST ? second : first;
  }

  /**
   * Single changes while they help, begun again from equivalent graphs: a greedy search stops at
   * graphs that are shorter only in the direction in which they happen to be written. Every second
   * time a node loses its edges first.
   *
   * @param rounds how often in a row nothing may be gained
   */
  boolean[][] wandered(boolean[][] from, int rounds, RandomGenerator random) {
    boolean[][] best = from;
    int idle = 0;
    while (idle < rounds) {
      boolean[][] start = equivalent(best, random);
      if (idle % 2 == 1) {
        free(start, random.nextInt(nodes));
      }
      boolean[][] next = shorter(best, polish(start));
      idle = next == best ? idle + 1 : 0;
      best = next;
    }
    return best;
  }

  /** An equivalent graph: covered edges turned round at random (Chickering 1995, theorem 2). */
  private boolean[][] equivalent(boolean[][] from, RandomGenerator random) {
    boolean[][] dag = copy(from);
    for (int step = 0; step < TURNS_EACH * nodes * nodes; step++) {
      int i = random.nextInt(nodes);
      int j = random.nextInt(nodes);
      if (dag[i][j] && covered(dag, i, j)) {
        dag[i][j] = false;
        dag[j][i] = true;
      }
    }
    return dag;
  }

  private static void free(boolean[][] dag, int node) {
    for (int k = 0; k < dag.length; k++) {
      dag[k][node] = false;
      dag[node][k] = false;
    }
  }

  /** Whether the target has the parents of the source and the source alone. */
  private static boolean covered(boolean[][] dag, int source, int target) {
    boolean same = true;
    for (int k = 0; k < dag.length; k++) {
      same &= k == source || dag[k][source] == dag[k][target];
    }
    return same;
  }

  /** Single changes while they help. */
  boolean[][] polish(boolean[][] from) {
    return polish(from, -1, -1);
  }

  /** The shortest graph found that has an edge of this one the other way round. */
  boolean[][] reversed(boolean[][] dag, int source, int target) {
    boolean[][] reversed = copy(dag);
    reversed[source][target] = false;
    reversed[target][source] = true;
    if (!Acyclicity.holds(reversed)) { // keep the edge, drop what closes the cycle
      for (int k = 0; k < nodes; k++) {
        reversed[k][target] = false;
      }
    }
    return polish(reversed, target, source);
  }

  /** Nats by which the graph is shorter than the best reversed one; 0 where that is as short. */
  double reversalGap(boolean[][] dag, int source, int target) {
    double gap = cost.applyAsDouble(reversed(dag, source, target)) - cost.applyAsDouble(dag);
    return gap < LEAST ? 0 : gap;
  }

  /** Nats by which dropping an edge would lengthen the description. */
  double edgeGain(boolean[][] dag, int source, int target) {
    boolean[][] without = copy(dag);
    without[source][target] = !dag[source][target];
    double change = cost.applyAsDouble(without) - cost.applyAsDouble(dag);
    return dag[source][target] ? change : -change;
  }

  /** Single changes while they help; the edge {@code keptFrom → keptTo} is not touched. */
  private boolean[][] polish(boolean[][] from, int keptFrom, int keptTo) {
    boolean[][] dag = copy(from);
    double least = cost.applyAsDouble(dag);
    boolean better = true;
    while (better) {
      better = false;
      boolean[][] best = dag;
      for (int i = 0; i < dag.length; i++) {
        for (int j = 0; j < dag.length; j++) {
          boolean kept = i == keptFrom && j == keptTo || i == keptTo && j == keptFrom;
          for (int change = 0; i != j && !kept && change < 2; change++) {
            boolean[][] next = changed(dag, i, j, change == 1);
            if (next != null && cost.applyAsDouble(next) < least - LEAST) {
              least = cost.applyAsDouble(next);
              best = next;
              better = true;
            }
          }
        }
      }
      dag = best;
    }
    return dag;
  }

  /** With i → j toggled, or turned round; null where that is no other graph, or has a cycle. */
  private static boolean[][] changed(boolean[][] dag, int i, int j, boolean turned) {
    if (turned && !dag[i][j]) {
      return null;
    }
    boolean[][] next = copy(dag);
    next[i][j] = !dag[i][j];
    next[j][i] = turned || dag[j][i];
    return Acyclicity.holds(next) ? next : null;
  }

  private static boolean[][] copy(boolean[][] matrix) {
    return Arrays.stream(matrix).map(boolean[]::clone).toArray(boolean[][]::new);
  }
}
