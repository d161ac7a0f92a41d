package io.headwater.graph;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/** The one-to-one assignment of rows to columns with the greatest summed strength. */
public final class Assignment {
  /** The column of a row that got none: there are fewer columns than rows. */
  public static final int NONE = -1;

  private Assignment() {}

  /**
   * Assigns columns to rows (Hungarian method after Kuhn and Munkres, cubic in the greater side).
   *
   * @param strength row × column, 0 to 1; the sides may differ
   * @return for each row its column, or {@link #NONE}
   * @throws IllegalArgumentException when a strength is NaN or a row has another length
   */
  public static int[] strongest(double[][] strength) {
    int rows = strength.length;
    int columns = rows == 0 ? 0 : strength[0].length;
    for (double[] row : strength) {
      if (row.length != columns || Arrays.stream(row).anyMatch(Double::isNaN)) {
        throw new IllegalArgumentException(
            "An assignment needs rows of %d numbers; got %s."
                .formatted(columns, Arrays.toString(row)));
      }
    }
    int size = Math.max(rows, columns);
    var graph = new SimpleWeightedGraph<Integer, DefaultWeightedEdge>(DefaultWeightedEdge.class);
    Set<Integer> left = vertices(0, size);
    Set<Integer> right = vertices(size, 2 * size);
    left.forEach(graph::addVertex);
    right.forEach(graph::addVertex);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double gain = i < rows && j < columns ? strength[i][j] : 0;
        graph.setEdgeWeight(graph.addEdge(i, size + j), 1 - gain);
      }
    }
    int[] assigned = new int[rows];
    new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(graph, left, right)
        .getMatching()
        .getEdges()
        .forEach(
            edge -> {
              int row = graph.getEdgeSource(edge);
              int column = graph.getEdgeTarget(edge) - size;
              if (row < rows) {
                assigned[row] = column < columns ? column : NONE;
              }
            });
    return assigned;
  }

  private static Set<Integer> vertices(int from, int to) {
    return IntStream.range(from, to).boxed().collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
