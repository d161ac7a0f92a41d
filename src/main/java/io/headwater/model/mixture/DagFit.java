package io.headwater.model.mixture;

import io.headwater.graph.Acyclicity;
import io.headwater.model.CounterRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;

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
  private static final double RATE = 0.05;
  private static final double FIRST_BETA = 1;
  private static final double LAST_BETA = 10;
  private static final double ADAM_FIRST = 0.9;
  private static final double ADAM_SECOND = 0.99;

  /** Rows spread evenly over all outcomes: no outcome is impossible. */
  static final double PRIOR_ROWS = 1;

  /** Nats by which another graph must be shorter: below is rounding, as of equivalent graphs. */
  private static final double LEAST = 1e-6;

  private final OutcomeSpace space;
  private final double[] masses;
  private final double rows;
  private final OutcomeTables tables;
  private final DagScore score;

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
  }

  /** The shortest graph found [source][target]. */
  public boolean[][] fit(long seed) {
    boolean[][] best = climbed();
    for (int start = 0; start < STARTS; start++) {
      boolean[][] found = polish(hardened(relaxed(CounterRandom.at(seed, start, 0))), -1, -1);
      best = score.cost(found) < score.cost(best) - LEAST ? found : best;
    }
    return best;
  }

  /** The graph that single changes reach from the empty one: quicker, and mostly the same. */
  public boolean[][] climbed() {
    return polish(new boolean[space.nodes()][space.nodes()], -1, -1);
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
    boolean[][] reversed = copy(dag);
    reversed[source][target] = false;
    reversed[target][source] = true;
    if (!Acyclicity.holds(reversed)) { // keep the edge, drop what closes the cycle
      for (int k = 0; k < space.nodes(); k++) {
        reversed[k][target] = false;
      }
    }
    return polish(reversed, target, source);
  }

  /**
   * Nats by which the graph is shorter than the best one found that has this edge the other way
   * round; 0 where that is as short, as in equivalent graphs.
   */
  public double reversalGap(boolean[][] dag, int source, int target) {
    double gap = score.cost(reversed(dag, source, target)) - score.cost(dag);
    return gap < LEAST ? 0 : gap;
  }

  /** Nats by which dropping an edge would lengthen the description. */
  public double edgeGain(boolean[][] dag, int source, int target) {
    boolean[][] without = copy(dag);
    without[source][target] = !dag[source][target];
    double change = score.cost(without) - score.cost(dag);
    return dag[source][target] ? change : -change;
  }

  /** Edge weights at the end of one relaxed fit. */
  private double[][] relaxed(RandomGenerator random) {
    int n = space.nodes();
    int pairs = NodePotentials.pairs(n);
    int perTable = space.size();
    double[] theta = new double[pairs + n + n * perTable];
    for (int i = 0; i < pairs + n; i++) {
      theta[i] = i < pairs ? 0.3 * random.nextGaussian() : random.nextGaussian();
    }
    double[] first = new double[theta.length];
    double[] second = new double[theta.length];
    double beta = FIRST_BETA;
    for (int step = 1; step <= STEPS; step++) {
      beta = FIRST_BETA + (LAST_BETA - FIRST_BETA) * step / STEPS;
      double[] gradient = new double[theta.length];
      objective(theta, beta, gradient);
      for (int i = 0; i < theta.length; i++) {
        first[i] = ADAM_FIRST * first[i] + (1 - ADAM_FIRST) * gradient[i];
        second[i] = ADAM_SECOND * second[i] + (1 - ADAM_SECOND) * gradient[i] * gradient[i];
        double mean = first[i] / (1 - Math.pow(ADAM_FIRST, step));
        double square = second[i] / (1 - Math.pow(ADAM_SECOND, step));
        theta[i] -= RATE * mean / (Math.sqrt(square) + 1e-8);
      }
    }
    return NodePotentials.edges(
        Arrays.copyOfRange(theta, 0, pairs), Arrays.copyOfRange(theta, pairs, pairs + n), beta);
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

  private static boolean[][] hardened(double[][] edges) {
    boolean[][] dag = new boolean[edges.length][edges.length];
    for (int i = 0; i < edges.length; i++) {
      for (int j = 0; j < edges.length; j++) {
        dag[i][j] = edges[i][j] > 0.5;
      }
    }
    return dag;
  }

  /** Single changes while they help; the edge {@code keptFrom → keptTo} is not touched. */
  private boolean[][] polish(boolean[][] from, int keptFrom, int keptTo) {
    boolean[][] dag = copy(from);
    double cost = score.cost(dag);
    boolean better = true;
    while (better) {
      better = false;
      boolean[][] best = dag;
      for (int i = 0; i < dag.length; i++) {
        for (int j = 0; j < dag.length; j++) {
          boolean kept = i == keptFrom && j == keptTo || i == keptTo && j == keptFrom;
          for (int change = 0; i != j && !kept && change < 2; change++) {
            boolean[][] next = changed(dag, i, j, change == 1);
            if (next != null && score.cost(next) < cost - LEAST) {
              cost = score.cost(next);
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
