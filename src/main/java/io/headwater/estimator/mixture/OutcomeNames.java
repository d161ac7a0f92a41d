package io.headwater.estimator.mixture;

import io.headwater.graph.Assignment;
import io.headwater.model.mixture.OutcomeSpace;

/**
 * Keeps what is published the same over re-solves. Components, nodes and categories have no names
 * of their own; new ones are given those of the old ones with which they share most windows.
 */
final class OutcomeNames {
  private OutcomeNames() {}

  /**
   * Which new component continues which old one.
   *
   * @param old component of each row before
   * @param fresh component of each row now
   * @return order[old] = new
   */
  static int[] components(int[] old, int[] fresh, int components) {
    double[][] together = new double[components][components];
    for (int r = 0; r < old.length; r++) {
      together[old[r]][fresh[r]] += 1.0 / old.length;
    }
    return Assignment.strongest(together);
  }

  /**
   * The labelling {@code fresh} with nodes and categories renamed so that most rows keep theirs.
   *
   * @param old joint outcome of each component before
   * @param fresh joint outcome of each component now
   * @param masses per component
   */
  static int[] aligned(OutcomeSpace space, int[] old, int[] fresh, double[] masses) {
    int nodes = space.nodes();
    int[][][] renamed = new int[nodes][nodes][];
    double[][] agreement = new double[nodes][nodes];
    for (int a = 0; a < nodes; a++) {
      for (int b = 0; b < nodes; b++) {
        if (space.categories(a) == space.categories(b)) {
          double[][] together = new double[space.categories(b)][space.categories(a)];
          for (int c = 0; c < fresh.length; c++) {
            together[space.category(fresh[c], b)][space.category(old[c], a)] += masses[c];
          }
          renamed[a][b] = Assignment.strongest(together);
          for (int k = 0; k < together.length; k++) {
            agreement[a][b] += together[k][renamed[a][b][k]];
          }
        } else {
          agreement[a][b] = -1; // nodes of other sizes are never exchanged
        }
      }
    }
    int[] node = Assignment.strongest(agreement); // node[old] = new
    int[] out = new int[fresh.length];
    for (int c = 0; c < out.length; c++) {
      int[] categories = new int[nodes];
      for (int a = 0; a < nodes; a++) {
        categories[a] = renamed[a][node[a]][space.category(fresh[c], node[a])];
      }
      out[c] = space.outcome(categories);
    }
    return out;
  }
}
