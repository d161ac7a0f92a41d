package io.headwater.graph;

import java.util.Arrays;
import java.util.List;

/**
 * A completed partially directed graph: what a Markov equivalence class of causal graphs agrees on.
 * A directed edge has the same direction in all members; an undirected one has either.
 */
public final class Cpdag {
  private final List<String> nodes;
  private final boolean[][] mark;

  /**
   * @param nodes unique names
   * @param mark source × target: {@code mark[i][j]} alone is i → j, both ways is i — j
   * @throws IllegalArgumentException when the matrix does not fit the names or has a loop
   */
  public Cpdag(List<String> nodes, boolean[][] mark) {
    this.nodes = List.copyOf(nodes);
    this.mark = checked(mark, nodes.size());
  }

  /**
   * The equivalence class of a DAG: its skeleton, its v-structures, and what Meek's rules then
   * force (Verma and Pearl 1990; Meek 1995).
   *
   * @param dag source × target
   * @throws IllegalArgumentException when the graph has a cycle
   */
  public static Cpdag ofDag(List<String> nodes, boolean[][] dag) {
    boolean[][] edge = checked(dag, nodes.size());
    if (!Acyclicity.holds(edge)) {
      throw new IllegalArgumentException(
          "A graph with a directed cycle has no CPDAG; the graph over %s has one."
              .formatted(nodes));
    }
    int n = edge.length;
    boolean[][] mark = new boolean[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        mark[i][j] = edge[i][j] || (edge[j][i] && !collides(edge, j, i));
      }
    }
    MeekRules.apply(mark);
    return new Cpdag(nodes, mark);
  }

  /** Whether i → j meets another arrow in j whose source is not adjacent to i. */
  private static boolean collides(boolean[][] edge, int i, int j) {
    for (int k = 0; k < edge.length; k++) {
      if (k != i && edge[k][j] && !MeekRules.adjacent(edge, i, k)) {
        return true;
      }
    }
    return false;
  }

  public List<String> nodes() {
    return nodes;
  }

  public boolean directed(int i, int j) {
    return MeekRules.directed(mark, i, j);
  }

  public boolean undirected(int i, int j) {
    return MeekRules.undirected(mark, i, j);
  }

  public boolean adjacent(int i, int j) {
    return MeekRules.adjacent(mark, i, j);
  }

  /** Pairs of nodes with an edge between them. */
  public int edges() {
    int edges = 0;
    for (int i = 0; i < mark.length; i++) {
      for (int j = i + 1; j < mark.length; j++) {
        edges += adjacent(i, j) ? 1 : 0;
      }
    }
    return edges;
  }

  /**
   * Structural Hamming distance: pairs of nodes that are joined otherwise, or not, in the other.
   */
  public int shd(Cpdag other) {
    return differing(other, (i, j) -> true);
  }

  /** The same, over the pairs of nodes that count. */
  public int shd(Cpdag other, Pairs counted) {
    return differing(other, counted);
  }

  /** Pairs of nodes that are adjacent in one of the two only. */
  public int skeletonErrors(Cpdag other) {
    return differing(other, (i, j) -> adjacent(i, j) != other.adjacent(i, j));
  }

  /** Which pairs of nodes count, by index. */
  @FunctionalInterface
  public interface Pairs {
    boolean counts(int i, int j);
  }

  private int differing(Cpdag other, Pairs counted) {
    if (!nodes.equals(other.nodes)) {
      throw new IllegalArgumentException(
          "Only graphs over the same nodes can be compared; got %s and %s."
              .formatted(nodes, other.nodes));
    }
    int count = 0;
    for (int i = 0; i < mark.length; i++) {
      for (int j = i + 1; j < mark.length; j++) {
        boolean same = mark[i][j] == other.mark[i][j] && mark[j][i] == other.mark[j][i];
        count += !same && counted.counts(i, j) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean[][] checked(boolean[][] matrix, int n) {
    if (matrix.length != n) {
      throw new IllegalArgumentException(
          "A graph over %d nodes needs a %d × %d matrix; got %d rows."
              .formatted(n, n, n, matrix.length));
    }
    boolean[][] copy = new boolean[n][];
    for (int i = 0; i < n; i++) {
      if (matrix[i].length != n || matrix[i][i]) {
        throw new IllegalArgumentException(
            "Row %d of the graph has %d entries for %d nodes, or an edge to itself."
                .formatted(i, matrix[i].length, n));
      }
      copy[i] = matrix[i].clone();
    }
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cpdag that
        && nodes.equals(that.nodes)
        && Arrays.deepEquals(mark, that.mark);
  }

  @Override
  public int hashCode() {
    return 31 * nodes.hashCode() + Arrays.deepHashCode(mark);
  }

  /** One edge a line, {@code a -> b} or {@code a -- b}, in the order of the nodes. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < mark.length; i++) {
      for (int j = 0; j < mark.length; j++) {
        if (directed(i, j)) {
          text.append(nodes.get(i)).append(" -> ").append(nodes.get(j)).append('\n');
        } else if (i < j && undirected(i, j)) {
          text.append(nodes.get(i)).append(" -- ").append(nodes.get(j)).append('\n');
        }
      }
    }
    return text.toString();
  }
}
