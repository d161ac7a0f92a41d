package io.headwater.model.mixture;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Probability of each node's categories given those of its parents, one table per node, with no
 * list of joint outcomes. Nodes are visited with parents first.
 */
public final class NodeTables {
  private final OutcomeSpace space;
  private final boolean[][] dag;
  private final int[] order;
  private final int[][] parents;
  private final double[][] log;

  /**
   * @param dag [source][target], without a cycle
   * @param log per node log-probabilities, (parents' categories, own category), the own fastest and
   *     the last parent next; sums of exponentials over the own are one
   */
  public NodeTables(OutcomeSpace space, boolean[][] dag, double[][] log) {
    this.space = space;
    this.dag = dag;
    this.log = log;
    parents =
        IntStream.range(0, dag.length)
            .mapToObj(l -> IntStream.range(0, dag.length).filter(j -> dag[j][l]).toArray())
            .toArray(int[][]::new);
    order = order(dag);
  }

  /** Nodes without edges. */
  public static NodeTables independent(OutcomeSpace space, double[] marginals) {
    double[][] log = new double[space.nodes()][];
    for (int l = 0; l < log.length; l++) {
      log[l] = new double[space.categories(l)];
      for (int k = 0; k < log[l].length; k++) {
        log[l][k] = Math.log(Math.max(1e-9, marginals[space.offset(l) + k]));
      }
    }
    return new NodeTables(space, new boolean[log.length][log.length], log);
  }

  private static int[] order(boolean[][] dag) {
    int[] order = new int[dag.length];
    boolean[] placed = new boolean[dag.length];
    for (int at = 0; at < order.length; at++) {
      int next = -1;
      for (int l = 0; l < dag.length && next < 0; l++) {
        boolean ready = !placed[l];
        for (int j = 0; j < dag.length && ready; j++) {
          ready = !dag[j][l] || placed[j];
        }
        next = ready ? l : -1;
      }
      if (next < 0) {
        throw new IllegalArgumentException(
            "Tables need a graph without a cycle; got %s.".formatted(Arrays.deepToString(dag)));
      }
      placed[next] = true;
      order[at] = next;
    }
    return order;
  }

  public OutcomeSpace space() {
    return space;
  }

  /** The graph [source][target]. */
  public boolean[][] dag() {
    return dag;
  }

  /** Every node after its parents. */
  int[] order() {
    return order;
  }

  int[] parents(int node) {
    return parents[node];
  }

  double[] log(int node) {
    return log[node];
  }

  /**
   * What is known of a row's nodes.
   *
   * @param marginals probability of each category, nodes one after the other
   * @param divergence KL divergence from the tables, nats
   */
  public record Posterior(double[] marginals, double divergence) {}

  /**
   * Tables and evidence together: every node given its parents, whose categories count as
   * independent.
   *
   * @param evidence log-likelihood of each category, nodes one after the other
   */
  public Posterior posterior(double[] evidence) {
    double[] marginals = new double[evidence.length];
    double divergence = 0;
    for (int l : order) {
      int count = space.categories(l);
      int first = space.offset(l);
      double[] own = new double[count];
      for (int at = 0; at < log[l].length; at += count) {
        double weight = weight(l, at / count, marginals);
        if (weight == 0) {
          continue;
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < count; k++) {
          own[k] = log[l][at + k] + evidence[first + k];
          most = Math.max(most, own[k]);
        }
        double sum = 0;
        for (int k = 0; k < count; k++) {
          sum += Math.exp(own[k] - most);
        }
        double norm = most + Math.log(sum);
        for (int k = 0; k < count; k++) {
          double q = Math.exp(own[k] - norm);
          marginals[first + k] += weight * q;
          divergence += weight * q * (evidence[first + k] - norm);
        }
      }
    }
    return new Posterior(marginals, divergence);
  }

  /** Probability of the parents' categories numbered {@code family}. */
  private double weight(int node, int family, double[] marginals) {
    double weight = 1;
    int rest = family;
    for (int p = parents[node].length - 1; p >= 0; p--) {
      int parent = parents[node][p];
      int count = space.categories(parent);
      weight *= marginals[space.offset(parent) + rest % count];
      rest /= count;
    }
    return weight;
  }

  /** Log-probability of one outcome. */
  public double logProbability(int[] categories) {
    double sum = 0;
    for (int l = 0; l < log.length; l++) {
      sum += log[l][family(categories, l) * space.categories(l) + categories[l]];
    }
    return sum;
  }

  private int family(int[] categories, int node) {
    int family = 0;
    for (int parent : parents[node]) {
      family = family * space.categories(parent) + categories[parent];
    }
    return family;
  }

  public void write(StateWriter out) {
    for (boolean[] row : dag) {
      for (boolean edge : row) {
        out.writeBoolean(edge);
      }
    }
    for (double[] table : log) {
      out.writeDoubles(table);
    }
  }

  public static NodeTables read(OutcomeSpace space, StateReader in) {
    int nodes = space.nodes();
    boolean[][] dag = new boolean[nodes][nodes];
    for (boolean[] row : dag) {
      for (int j = 0; j < nodes; j++) {
        row[j] = in.readBoolean();
      }
    }
    double[][] log = new double[nodes][];
    for (int l = 0; l < nodes; l++) {
      long size = space.categories(l);
      for (int j = 0; j < nodes; j++) {
        size *= dag[j][l] ? space.categories(j) : 1;
        if (size > NodeScore.MOST_ENTRIES) {
          throw new IllegalArgumentException(
              "The state has a table of over %d entries; it is damaged."
                  .formatted(NodeScore.MOST_ENTRIES));
        }
      }
      log[l] = new double[(int) size];
      in.readDoublesInto(log[l]);
    }
    return new NodeTables(space, dag, log);
  }
}
