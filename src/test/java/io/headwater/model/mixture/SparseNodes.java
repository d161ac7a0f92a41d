package io.headwater.model.mixture;

import io.headwater.graph.Cpdag;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Nodes on a sparse graph without cycles, drawn by seed: in a random order, two of three have a
 * parent among those before them, and one of three of these has two. A parent's category turns the
 * odds of the child by five to seven.
 */
public final class SparseNodes {
  private final OutcomeSpace space;
  private final boolean[][] dag;
  private final int[] order;
  private final double[][][] pull; // [source][target][(category, category)]

  public SparseNodes(List<Integer> categories, long seed) {
    this(categories, seed, true);
  }

  /**
   * @param joined whether there are edges at all
   */
  public SparseNodes(List<Integer> categories, long seed, boolean joined) {
    space = new OutcomeSpace(categories);
    RandomGenerator random = new SplittableRandom(seed * 7_919 + 5);
    int n = space.nodes();
    order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    dag = new boolean[n][n];
    pull = new double[n][n][];
    for (int at = 1; at < n && joined; at++) {
      int wanted = random.nextInt(3) == 0 ? 0 : random.nextInt(3) == 0 ? 2 : 1;
      for (int k = 0; k < Math.min(wanted, at); k++) {
        int parent = order[random.nextInt(at)];
        dag[parent][order[at]] = true;
        pull[parent][order[at]] = pull(parent, order[at], random);
      }
    }
  }

  /**
   * Each category of the parent favours one of the child's, the first and second different ones.
   */
  private double[] pull(int parent, int child, RandomGenerator random) {
    int own = space.categories(child);
    double[] table = new double[space.categories(parent) * own];
    int shift = random.nextInt(own);
    for (int a = 0; a < space.categories(parent); a++) {
      table[a * own + (a + shift) % own] = 1.5 + 0.4 * random.nextDouble();
    }
    return table;
  }

  public OutcomeSpace space() {
    return space;
  }

  public boolean[][] dag() {
    return dag;
  }

  public Cpdag cpdag() {
    return cpdag(dag);
  }

  public static Cpdag cpdag(boolean[][] dag) {
    return Cpdag.ofDag(IntStream.range(0, dag.length).mapToObj(l -> "n" + l).toList(), dag);
  }

  /** Categories of a row, the same in every call. */
  public int[] row(long seed, int row) {
    RandomGenerator random = new SplittableRandom(seed * 1_000_003 + row * 7919L);
    int[] c = new int[space.nodes()];
    for (int l : order) {
      double[] weight = new double[space.categories(l)];
      double sum = 0;
      for (int k = 0; k < weight.length; k++) {
        double logit = 0;
        for (int j = 0; j < c.length; j++) {
          logit += dag[j][l] ? pull[j][l][c[j] * weight.length + k] : 0;
        }
        weight[k] = Math.exp(logit);
        sum += weight[k];
      }
      double at = random.nextDouble() * sum;
      while (c[l] < weight.length - 1 && at >= weight[c[l]]) {
        at -= weight[c[l]++];
      }
    }
    return c;
  }
}
