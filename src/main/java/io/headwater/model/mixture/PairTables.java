package io.headwater.model.mixture;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Relaxed description length of occurring outcomes: the logits of a node's categories are a sum of
 * one table per other node, in which a node with edge weight E enters as E · onehot + (1 − E) ·
 * uniform, as in {@link OutcomeTables}; with Schwarz's penalty on what the weights let in.
 */
final class PairTables {
  private final OutcomeSpace space;
  private final OccurringOutcomes outcomes;
  private final double rows;
  private final int[] offset;

  PairTables(OutcomeSpace space, OccurringOutcomes outcomes, double rows) {
    this.space = space;
    this.outcomes = outcomes;
    this.rows = rows;
    offset = IntStream.range(0, space.nodes()).map(space::offset).toArray();
  }

  /** Numbers of the tables: logits of each category, then one per ordered pair of categories. */
  int entries() {
    int all = space.indicators();
    return all + all * all;
  }

  /**
   * Nats per row; fills the gradient.
   *
   * @param theta weights b per pair, potentials per node, then the tables
   */
  double objective(double[] theta, double beta, double[] gradient) {
    int n = space.nodes();
    int pairs = NodePotentials.pairs(n);
    int first = pairs + n;
    double[] b = Arrays.copyOfRange(theta, 0, pairs);
    double[] xi = Arrays.copyOfRange(theta, pairs, first);
    double[][] edges = NodePotentials.edges(b, xi, beta);
    double[][] gradEdges = new double[n][n];
    int all = space.indicators();
    double[] centred = centred(theta, first + all);
    double[] gradCentred = new double[all * all];
    double loss = 0;
    for (int c = 0; c < outcomes.size(); c++) {
      for (int l = 0; l < n; l++) {
        Node node = new Node(outcomes.categories()[c], outcomes.mass()[c], l);
        loss += crossEntropy(node, theta, first, centred, edges, gradient, gradCentred, gradEdges);
      }
    }
    System.arraycopy(centred(gradCentred, 0), 0, gradient, first + all, all * all);
    loss += penalty(edges, gradEdges);
    double[] gradB = new double[pairs];
    double[] gradXi = new double[n];
    NodePotentials.backward(b, xi, beta, gradEdges, gradB, gradXi);
    System.arraycopy(gradB, 0, gradient, 0, pairs);
    System.arraycopy(gradXi, 0, gradient, pairs, n);
    return loss;
  }

  /** One node in one outcome. */
  private record Node(int[] chosen, double mass, int number) {}

  /** Adds the gradients of its cross-entropy. */
  private double crossEntropy(
      Node node,
      double[] theta,
      int first,
      double[] centred,
      double[][] edges,
      double[] gradient,
      double[] gradCentred,
      double[][] gradEdges) {
    int all = space.indicators();
    int l = node.number;
    int own = offset[l];
    int count = space.categories(l);
    double[] logit = Arrays.copyOfRange(theta, first + own, first + own + count);
    for (int j = 0; j < edges.length; j++) {
      if (j != l && edges[j][l] > 0) {
        int at = (offset[j] + node.chosen[j]) * all + own;
        for (int k = 0; k < count; k++) {
          logit[k] += edges[j][l] * centred[at + k];
        }
      }
    }
    double most = Arrays.stream(logit).max().orElseThrow();
    double sum = 0;
    for (double value : logit) {
      sum += Math.exp(value - most);
    }
    double norm = most + Math.log(sum);
    double[] slope = new double[count];
    for (int k = 0; k < count; k++) {
      slope[k] = node.mass * (Math.exp(logit[k] - norm) - (node.chosen[l] == k ? 1 : 0));
      gradient[first + own + k] += slope[k];
    }
    for (int j = 0; j < edges.length; j++) {
      if (j != l && edges[j][l] > 0) {
        int at = (offset[j] + node.chosen[j]) * all + own;
        for (int k = 0; k < count; k++) {
          gradEdges[j][l] += slope[k] * centred[at + k];
          gradCentred[at + k] += slope[k] * edges[j][l];
        }
      }
    }
    return node.mass * (norm - logit[node.chosen[l]]);
  }

  /** Tables less their means over the categories of the source; its own transpose. */
  private double[] centred(double[] theta, int from) {
    int all = space.indicators();
    double[] out = new double[all * all];
    for (int j = 0; j < space.nodes(); j++) {
      int categories = space.categories(j);
      for (int k = 0; k < all; k++) {
        double mean = 0;
        for (int a = offset[j]; a < offset[j] + categories; a++) {
          mean += theta[from + a * all + k] / categories;
        }
        for (int a = offset[j]; a < offset[j] + categories; a++) {
          out[a * all + k] = theta[from + a * all + k] - mean;
        }
      }
    }
    return out;
  }

  /** ½ log n per free parameter, (C_l − 1) Σ_j E_jl (C_j − 1) of them at node l. */
  private double penalty(double[][] edges, double[][] gradEdges) {
    double each = 0.5 * Math.log(Math.max(2, rows)) / rows;
    double sum = 0;
    for (int l = 0; l < space.nodes(); l++) {
      for (int j = 0; j < space.nodes(); j++) {
        if (j != l) {
          double free = each * (space.categories(l) - 1.0) * (space.categories(j) - 1);
          sum += free * edges[j][l];
          gradEdges[j][l] += free;
        }
      }
    }
    return sum;
  }
}
