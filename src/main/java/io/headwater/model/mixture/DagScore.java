package io.headwater.model.mixture;

/**
 * Description length of joint outcomes by a graph with free tables: negative log-likelihood at the
 * maximum plus ½ log n for each free parameter (Schwarz 1978). Decomposes into nodes.
 */
final class DagScore {
  private final OutcomeSpace space;
  private final double[] masses;
  private final double rows;

  /**
   * @param masses share of each outcome, sums to one
   * @param rows effective number of rows behind them
   */
  DagScore(OutcomeSpace space, double[] masses, double rows) {
    this.space = space;
    this.masses = masses;
    this.rows = rows;
  }

  /** Nats for the whole graph [source][target]. */
  double cost(boolean[][] dag) {
    double cost = 0;
    for (int l = 0; l < space.nodes(); l++) {
      cost += cost(dag, l);
    }
    return cost;
  }

  private double cost(boolean[][] dag, int node) {
    int[] family = families(space, dag, node);
    double[] joint = joint(masses, family, familySize(dag, node) * space.categories(node));
    double nats = 0;
    int count = space.categories(node);
    for (int at = 0; at < joint.length; at += count) {
      double sum = 0;
      for (int k = 0; k < count; k++) {
        sum += joint[at + k];
      }
      for (int k = 0; k < count; k++) {
        double p = joint[at + k];
        nats -= p > 0 ? p * Math.log(p / sum) : 0;
      }
    }
    return rows * nats + 0.5 * Math.log(Math.max(2, rows)) * freeParameters(dag, node);
  }

  private double freeParameters(boolean[][] dag, int node) {
    return (space.categories(node) - 1.0) * familySize(dag, node);
  }

  private int familySize(boolean[][] dag, int node) {
    int size = 1;
    for (int j = 0; j < space.nodes(); j++) {
      size *= dag[j][node] ? space.categories(j) : 1;
    }
    return size;
  }

  /** Per outcome, the number of (parents' categories, own category), the own one fastest. */
  static int[] families(OutcomeSpace space, boolean[][] dag, int node) {
    int[] family = new int[space.size()];
    for (int c = 0; c < family.length; c++) {
      int number = 0;
      for (int j = 0; j < space.nodes(); j++) {
        if (dag[j][node]) {
          number = number * space.categories(j) + space.category(c, j);
        }
      }
      family[c] = number * space.categories(node) + space.category(c, node);
    }
    return family;
  }

  static double[] joint(double[] masses, int[] family, int size) {
    double[] joint = new double[size];
    for (int c = 0; c < masses.length; c++) {
      joint[family[c]] += masses[c];
    }
    return joint;
  }

  /**
   * Log-probabilities of outcomes under a graph whose tables are fitted to these masses, with
   * {@code prior} rows spread evenly over all outcomes, so that none is impossible.
   */
  double[] logProbabilities(boolean[][] dag, double prior) {
    double[] smooth = new double[masses.length];
    for (int c = 0; c < smooth.length; c++) {
      smooth[c] = (rows * masses[c] + prior / masses.length) / (rows + prior);
    }
    double[] log = new double[masses.length];
    for (int l = 0; l < space.nodes(); l++) {
      int[] family = families(space, dag, l);
      int count = space.categories(l);
      double[] joint = joint(smooth, family, familySize(dag, l) * count);
      for (int c = 0; c < log.length; c++) {
        int first = family[c] / count * count;
        double sum = 0;
        for (int k = 0; k < count; k++) {
          sum += joint[first + k];
        }
        log[c] += Math.log(joint[family[c]] / sum);
      }
    }
    return log;
  }
}
