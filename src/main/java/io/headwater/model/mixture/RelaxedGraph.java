package io.headwater.model.mixture;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Edge weights of {@link NodePotentials} and tables fitted together by Adam at a falling
 * temperature.
 */
final class RelaxedGraph {
  private static final double RATE = 0.05;
  private static final double FIRST_BETA = 1;
  private static final double LAST_BETA = 10;
  private static final double ADAM_FIRST = 0.9;
  private static final double ADAM_SECOND = 0.99;

  private RelaxedGraph() {}

  /** What is to be least. */
  @FunctionalInterface
  interface Objective {
    /**
     * @param theta weights b per pair, potentials per node, then tables
     * @param gradient out
     */
    double of(double[] theta, double beta, double[] gradient);
  }

  /**
   * Edge weights [source][target] at the end of one fit.
   *
   * @param tables how many numbers the tables have
   */
  static double[][] edges(
      Objective objective, int nodes, int tables, int steps, RandomGenerator random) {
    int pairs = NodePotentials.pairs(nodes);
    double[] theta = new double[pairs + nodes + tables];
    for (int i = 0; i < pairs + nodes; i++) {
      theta[i] = i < pairs ? 0.3 * random.nextGaussian() : random.nextGaussian();
    }
    double[] first = new double[theta.length];
    double[] second = new double[theta.length];
    double beta = FIRST_BETA;
    for (int step = 1; step <= steps; step++) {
      beta = FIRST_BETA + (LAST_BETA - FIRST_BETA) * step / steps;
      double[] gradient = new double[theta.length];
      objective.of(theta, beta, gradient);
      for (int i = 0; i < theta.length; i++) {
        first[i] = ADAM_FIRST * first[i] + (1 - ADAM_FIRST) * gradient[i];
        second[i] = ADAM_SECOND * second[i] + (1 - ADAM_SECOND) * gradient[i] * gradient[i];
        double mean = first[i] / (1 - Math.pow(ADAM_FIRST, step));
        double square = second[i] / (1 - Math.pow(ADAM_SECOND, step));
        theta[i] -= RATE * mean / (Math.sqrt(square) + 1e-8);
      }
    }
    return NodePotentials.edges(
        Arrays.copyOfRange(theta, 0, pairs), Arrays.copyOfRange(theta, pairs, pairs + nodes), beta);
  }

  /** Edges of more than half a weight. */
  static boolean[][] hardened(double[][] edges) {
    boolean[][] dag = new boolean[edges.length][edges.length];
    for (int i = 0; i < edges.length; i++) {
      for (int j = 0; j < edges.length; j++) {
        dag[i][j] = edges[i][j] > 0.5;
      }
    }
    return dag;
  }
}
