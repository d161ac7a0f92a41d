package io.headwater.model.mixture;

import io.headwater.model.CounterRandom;
import java.util.Arrays;

/**
 * The graph over nodes that describes the masses of their joint outcomes in the fewest nats.
 *
 * <p>Tables, symmetric weights and potentials are fitted together by gradient, with Schwarz's
 * penalty relaxed to edge weights between 0 and 1, from several starts and at a falling
 * temperature. Each solution is hardened at ½; single edges are then added, dropped or reversed
 * while that shortens the exact description, and the shortest of all counts. Without the penalty
 * every edge would help, and the graph would fill up.
 */
public final class DagFit {
  private static final int STARTS = 6;
  private static final int STEPS = 300;

  /** Rows spread evenly over all outcomes: no outcome is impossible. */
  static final double PRIOR_ROWS = 1;

  private final OutcomeSpace space;
  private final double[] masses;
  private final double rows;
  private final OutcomeTables tables;
  private final DagScore score;
  private final GraphSearch search;

  /**
   * @param masses share of each outcome, sums to one
   * @param rows effective number of rows behind them, at least 1
   */
  public DagFit(OutcomeSpace space, double[] masses, double rows) {
    this.space = space;
    this.masses = masses;
    this.rows = rows;
    tables = new OutcomeTables(space);
    score = new DagScore(space, masses, rows);
    search = new GraphSearch(space.nodes(), score::cost);
  }

  /** The shortest graph found [source][target]. */
  public boolean[][] fit(long seed) {
    boolean[][] best = climbed();
    int entries = space.nodes() * space.size();
    for (int start = 0; start < STARTS; start++) {
      double[][] edges =
          RelaxedGraph.edges(
              this::objective, space.nodes(), entries, STEPS, CounterRandom.at(seed, start, 0));
      best = search.shorter(best, search.polish(RelaxedGraph.hardened(edges)));
    }
    return best;
  }

  /** The graph that single changes reach from the empty one: quicker, and mostly the same. */
  public boolean[][] climbed() {
    return search.climbed();
  }

  /** Description length in nats of a graph with free tables. */
  public double cost(boolean[][] dag) {
    return score.cost(dag);
  }

  /** Log-probability of each outcome under a graph, its tables fitted. */
  public double[] logProbabilities(boolean[][] dag) {
    return score.logProbabilities(dag, PRIOR_ROWS);
  }

  /** The shortest graph found that has an edge of this one the other way round. */
  public boolean[][] reversed(boolean[][] dag, int source, int target) {
    return search.reversed(dag, source, target);
  }

  /**
   * Nats by which the graph is shorter than the best one found that has this edge the other way
   * round; 0 where that is as short, as in equivalent graphs.
   */
  public double reversalGap(boolean[][] dag, int source, int target) {
    return search.reversalGap(dag, source, target);
  }

  /** Nats by which dropping an edge would lengthen the description. */
  public double edgeGain(boolean[][] dag, int source, int target) {
    return search.edgeGain(dag, source, target);
  }

  /**
   * Relaxed description length in nats per row; fills its gradient.
   *
   * @param theta weights b per pair, potentials per node, then a table per node
   */
  double objective(double[] theta, double beta, double[] gradient) {
    int n = space.nodes();
    int pairs = NodePotentials.pairs(n);
    double[] b = Arrays.copyOfRange(theta, 0, pairs);
    double[] xi = Arrays.copyOfRange(theta, pairs, pairs + n);
    double[][] table = new double[n][];
    double[][] gradTable = new double[n][space.size()];
    for (int l = 0; l < n; l++) {
      int from = pairs + n + l * space.size();
      table[l] = Arrays.copyOfRange(theta, from, from + space.size());
    }
    double[][] edges = NodePotentials.edges(b, xi, beta);
    double[][] gradEdges = new double[n][n];
    double loss = tables.crossEntropy(masses, table, edges, gradTable, gradEdges);
    loss += penalty(edges, gradEdges);
    double[] gradB = new double[pairs];
    double[] gradXi = new double[n];
    NodePotentials.backward(b, xi, beta, gradEdges, gradB, gradXi);
    System.arraycopy(gradB, 0, gradient, 0, pairs);
    System.arraycopy(gradXi, 0, gradient, pairs, n);
    for (int l = 0; l < n; l++) {
      System.arraycopy(gradTable[l], 0, gradient, pairs + n + l * space.size(), space.size());
    }
    return loss;
  }

  /** ½ log n per free parameter, (C_l − 1) Π_j (1 + E_jl (C_j − 1)) of them at node l. */
  private double penalty(double[][] edges, double[][] gradEdges) {
    double each = 0.5 * Math.log(Math.max(2, rows)) / rows;
    double sum = 0;
    for (int l = 0; l < space.nodes(); l++) {
      double parameters = space.categories(l) - 1.0;
      for (int j = 0; j < space.nodes(); j++) {
        parameters *= j == l ? 1 : 1 + edges[j][l] * (space.categories(j) - 1);
      }
      sum += each * parameters;
      for (int j = 0; j < space.nodes(); j++) {
        if (j != l) {
          double more = space.categories(j) - 1.0;
          gradEdges[j][l] += each * parameters * more / (1 + edges[j][l] * more);
        }
      }
    }
    return sum;
  }
}
