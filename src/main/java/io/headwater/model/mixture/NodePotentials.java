package io.headwater.model.mixture;

/**
 * A weighted graph that cannot have a cycle: E_ij = ReLU(tanh(β B_ij (ξ_j − ξ_i))) with B =
 * softplus(b) ≥ 0 symmetric. ξ_j − ξ_i is the gradient of a potential, so every edge climbs it.
 * With a signed B edges may fall, and cycles come back.
 *
 * @see <a href="https://arxiv.org/abs/2310.18471">Walker et al. 2023</a>
 */
final class NodePotentials {
  private NodePotentials() {}

  /** Number of unordered pairs of nodes. */
  static int pairs(int nodes) {
    return nodes * (nodes - 1) / 2;
  }

  /** Place of an unordered pair among all. */
  static int pair(int i, int j, int nodes) {
    int low = Math.min(i, j);
    int high = Math.max(i, j);
    return low * (2 * nodes - low - 1) / 2 + high - low - 1;
  }

  static double softplus(double b) {
    return b > 30 ? b : Math.log1p(Math.exp(b));
  }

  /**
   * Edge weights [source][target], from 0 to 1.
   *
   * @param b per unordered pair
   * @param xi potential per node
   * @param beta temperature: great values make weights 0 or 1
   */
  static double[][] edges(double[] b, double[] xi, double beta) {
    int n = xi.length;
    double[][] edges = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          double rise = beta * softplus(b[pair(i, j, n)]) * (xi[j] - xi[i]);
          edges[i][j] = Math.max(0, Math.tanh(rise));
        }
      }
    }
    return edges;
  }

  /**
   * Adds the gradient of a loss to {@code gradB} and {@code gradXi}.
   *
   * @param gradEdges gradient with respect to the edge weights
   */
  static void backward(
      double[] b, double[] xi, double beta, double[][] gradEdges, double[] gradB, double[] gradXi) {
    int n = xi.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double rise = xi[j] - xi[i];
        if (i == j || rise <= 0) {
          continue;
        }
        int pair = pair(i, j, n);
        double weight = softplus(b[pair]);
        double edge = Math.tanh(beta * weight * rise);
        double outer = gradEdges[i][j] * (1 - edge * edge) * beta;
        gradB[pair] += outer * rise / (1 + Math.exp(-b[pair]));
        gradXi[j] += outer * weight;
        gradXi[i] -= outer * weight;
      }
    }
  }
}
