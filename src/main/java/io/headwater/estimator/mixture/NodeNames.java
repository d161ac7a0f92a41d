package io.headwater.estimator.mixture;

import io.headwater.graph.Assignment;
import io.headwater.model.mixture.FactorialMixture;
import io.headwater.model.mixture.OutcomeSpace;

/**
 * Which nodes and categories of one solution are those of another, by the windows they share;
 * nothing of the size of the list of outcomes.
 *
 * @param node node[old] = new
 * @param category [old][new category] = old category
 * @param agreement per old node, share of windows that agree, less what chance gives (Cohen 1960)
 */
record NodeNames(int[] node, int[][] category, double[] agreement) {

  /**
   * @param old [row][node] categories before
   * @param fresh [row][node] categories now
   */
  static NodeNames of(OutcomeSpace space, int[][] old, int[][] fresh) {
    int nodes = space.nodes();
    int[][][] renamed = new int[nodes][nodes][];
    double[][] kappa = new double[nodes][nodes];
    double[][] strength = new double[nodes][nodes];
    for (int a = 0; a < nodes; a++) {
      for (int b = 0; b < nodes; b++) {
        if (space.categories(a) == space.categories(b)) {
          double[][] together = together(old, a, fresh, b, space.categories(a));
          renamed[a][b] = Assignment.strongest(together);
          kappa[a][b] = kappa(together, renamed[a][b]);
          strength[a][b] = 0.5 + 0.5 * kappa[a][b];
        } else {
          strength[a][b] = -1; // nodes of other sizes are never exchanged
        }
      }
    }
    int[] node = Assignment.strongest(strength);
    int[][] category = new int[nodes][];
    double[] agreement = new double[nodes];
    for (int a = 0; a < nodes; a++) {
      category[a] = renamed[a][node[a]];
      agreement[a] = kappa[a][node[a]];
    }
    return new NodeNames(node, category, agreement);
  }

  private static double[][] together(int[][] old, int a, int[][] fresh, int b, int categories) {
    double[][] together = new double[categories][categories];
    for (int r = 0; r < old.length; r++) {
      together[fresh[r][b]][old[r][a]] += 1.0 / old.length;
    }
    return together;
  }

  private static double kappa(double[][] together, int[] name) {
    double agreeing = 0;
    double chance = 0;
    for (int k = 0; k < name.length; k++) {
      agreeing += together[k][name[k]];
      double ofFresh = 0;
      double ofOld = 0;
      for (int j = 0; j < name.length; j++) {
        ofFresh += together[k][j];
        ofOld += together[j][name[k]];
      }
      chance += ofFresh * ofOld;
    }
    return chance < 1 ? (agreeing - chance) / (1 - chance) : 0;
  }

  /** The new mixture under the old names. */
  FactorialMixture renamed(FactorialMixture fresh) {
    OutcomeSpace space = fresh.space();
    double[][] effect = new double[fresh.effect().length][];
    for (int a = 0; a < node.length; a++) {
      for (int k = 0; k < space.categories(a); k++) {
        effect[space.offset(a) + category[a][k]] = fresh.effect()[space.offset(node[a]) + k];
      }
    }
    return new FactorialMixture(space, fresh.origin(), effect, fresh.variance());
  }

  /** Shares of the new categories under the old names. */
  double[] renamed(OutcomeSpace space, double[] masses) {
    double[] out = new double[masses.length];
    for (int a = 0; a < node.length; a++) {
      for (int k = 0; k < space.categories(a); k++) {
        out[space.offset(a) + category[a][k]] = masses[space.offset(node[a]) + k];
      }
    }
    return out;
  }
}
