package io.headwater.model.mixture;

import io.headwater.model.CounterRandom;
import java.util.Arrays;

/**
 * {@link DagFit} where outcomes are too many to list: the graph over nodes that describes the
 * outcomes of rows in the fewest nats. For the fit by gradient, tables are sums of one table per
 * pair of nodes, under the same potentials; the search by single edges after it, and what is
 * published, have free tables over the families that a graph has.
 */
public final class NodeDagFit {
  private static final int STARTS = 4;
  private static final int STEPS = 200;

  /** Equivalent graphs to begin again from without a gain, for the graph that counts. */
  private static final int ROUNDS = 40;

  /** The same for resamples and comparisons. */
  private static final int FEW_ROUNDS = 3;

  /** The fit by gradient looks at so many outcomes at most; it only gives places to begin. */
  private static final int MOST_OUTCOMES = 1000;

  private final OutcomeSpace space;
  private final OccurringOutcomes outcomes;
  private final double rows;
  private final NodeScore score;
  private final GraphSearch search;

  /**
   * @param outcomes of the rows learned from
   * @param rows their effective number, at least 1
   */
  public NodeDagFit(OutcomeSpace space, OccurringOutcomes outcomes, double rows) {
    this.space = space;
    this.outcomes = outcomes;
    this.rows = rows;
    score = new NodeScore(space, outcomes, rows);
    search = new GraphSearch(space.nodes(), score::cost);
  }

  /** The shortest graph found [source][target]. */
  public boolean[][] fit(long seed) {
    boolean[][] best = climbed();
    OccurringOutcomes fewer = outcomes;
    if (outcomes.size() > MOST_OUTCOMES) {
      fewer = outcomes.resampled(MOST_OUTCOMES, CounterRandom.at(seed, 0, 1));
    }
    PairTables tables = new PairTables(space, fewer, rows);
    int entries = tables.entries();
    for (int start = 0; start < STARTS; start++) {
      double[][] edges =
          RelaxedGraph.edges(
              tables::objective, space.nodes(), entries, STEPS, CounterRandom.at(seed, start, 0));
      best = search.shorter(best, search.polish(bounded(RelaxedGraph.hardened(edges))));
    }
    return search.wandered(best, ROUNDS, CounterRandom.at(seed, 0, 2));
  }

  /** Without the edges into nodes whose tables they would make too large. */
  private boolean[][] bounded(boolean[][] dag) {
    boolean[][] out = Arrays.stream(dag).map(boolean[]::clone).toArray(boolean[][]::new);
    for (int l = 0; l < out.length; l++) {
      long size = space.categories(l);
      for (int j = 0; j < out.length; j++) {
        if (out[j][l]) {
          out[j][l] = size * space.categories(j) <= NodeScore.MOST_ENTRIES;
          size *= out[j][l] ? space.categories(j) : 1;
        }
      }
    }
    return out;
  }

  /** The graph that single changes reach from the empty one: quicker, and mostly the same. */
  public boolean[][] climbed() {
    return search.wandered(search.climbed(), FEW_ROUNDS, CounterRandom.at(0, 0, 3));
  }

  /** Description length in nats of a graph with free tables. */
  public double cost(boolean[][] dag) {
    return score.cost(dag);
  }

  /** The tables of a graph, fitted. */
  public NodeTables tables(boolean[][] dag) {
    return score.tables(dag, DagFit.PRIOR_ROWS);
  }

  /** The shortest graph found that has an edge of this one the other way round. */
  public boolean[][] reversed(boolean[][] dag, int source, int target) {
    return search.reversed(dag, source, target);
  }

  /** Nats by which dropping an edge would lengthen the description. */
  public double edgeGain(boolean[][] dag, int source, int target) {
    return search.edgeGain(dag, source, target);
  }
}
