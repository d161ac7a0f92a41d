package io.headwater.model.mixture;

/**
 * log A_c = Σ_l log p(N_l = c_l | parents) by one table of logits for each node. A table is indexed
 * by all nodes; a node with edge weight E to it enters as E · onehot + (1 − E) · uniform, so that
 * one without an edge has no influence. Since the graph has no cycle, A sums to one.
 *
 * <p>Tables are tensors over all nodes' categories, laid out as outcomes are: the entry of an
 * outcome in the table of a node is the logit of the node's own category given the others'.
 */
final class OutcomeTables {
  private final OutcomeSpace space;

  OutcomeTables(OutcomeSpace space) {
    this.space = space;
  }

  /**
   * Log-probability of each outcome.
   *
   * @param tables [node][outcome]
   * @param edges [source][target], 0 to 1, without a cycle
   */
  double[] logProbabilities(double[][] tables, double[][] edges) {
    double[] sum = new double[space.size()];
    for (int l = 0; l < space.nodes(); l++) {
      double[] log = logSoftmax(mixed(tables[l], edges, l, -1), l);
      for (int c = 0; c < sum.length; c++) {
        sum[c] += log[c];
      }
    }
    return sum;
  }

  /**
   * Cross-entropy −Σ p_c log A_c in nats; adds its gradients.
   *
   * @param masses p, sums to one
   * @param gradTables same layout as {@code tables}
   * @param gradEdges same layout as {@code edges}
   */
  double crossEntropy(
      double[] masses,
      double[][] tables,
      double[][] edges,
      double[][] gradTables,
      double[][] gradEdges) {
    double loss = 0;
    for (int l = 0; l < space.nodes(); l++) {
      double[] log = logSoftmax(mixed(tables[l], edges, l, -1), l);
      double[] family = summed(masses, l);
      double[] grad = new double[log.length];
      for (int c = 0; c < grad.length; c++) {
        loss -= masses[c] * log[c];
        grad[c] = family[c] * Math.exp(log[c]) - masses[c];
      }
      for (int j = 0; j < space.nodes(); j++) {
        if (j != l) {
          double[] others = mixed(tables[l], edges, l, j);
          double[] uniform = averaged(others, j);
          for (int c = 0; c < grad.length; c++) {
            gradEdges[j][l] += grad[c] * (others[c] - uniform[c]);
          }
        }
      }
      double[] back = mixed(grad, edges, l, -1); // mixing along an axis is symmetric
      for (int c = 0; c < grad.length; c++) {
        gradTables[l][c] += back[c];
      }
    }
    return loss;
  }

  /** The tensor with every axis but that of {@code node} and {@code skipped} mixed. */
  private double[] mixed(double[] tensor, double[][] edges, int node, int skipped) {
    double[] out = tensor;
    for (int j = 0; j < space.nodes(); j++) {
      if (j == node || j == skipped) {
        continue;
      }
      double weight = edges[j][node];
      double[] uniform = averaged(out, j);
      double[] next = new double[out.length];
      for (int c = 0; c < next.length; c++) {
        next[c] = weight * out[c] + (1 - weight) * uniform[c];
      }
      out = next;
    }
    return out;
  }

  /** Mean along the axis of a node, in every place of it. */
  private double[] averaged(double[] tensor, int node) {
    double[] out = summed(tensor, node);
    for (int c = 0; c < out.length; c++) {
      out[c] /= space.categories(node);
    }
    return out;
  }

  private double[] summed(double[] tensor, int node) {
    double[] out = new double[tensor.length];
    int stride = space.stride(node);
    int count = space.categories(node);
    for (int c = 0; c < out.length; c++) {
      int first = c - c / stride % count * stride;
      for (int k = 0; k < count; k++) {
        out[c] += tensor[first + k * stride];
      }
    }
    return out;
  }

  private double[] logSoftmax(double[] logits, int node) {
    double[] out = new double[logits.length];
    int stride = space.stride(node);
    int count = space.categories(node);
    for (int c = 0; c < out.length; c++) {
      int first = c - c / stride % count * stride;
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < count; k++) {
        most = Math.max(most, logits[first + k * stride]);
      }
      double sum = 0;
      for (int k = 0; k < count; k++) {
        sum += Math.exp(logits[first + k * stride] - most);
      }
      out[c] = logits[c] - most - Math.log(sum);
    }
    return out;
  }
}
