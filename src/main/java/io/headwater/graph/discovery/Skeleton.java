package io.headwater.graph.discovery;

import java.util.BitSet;
import java.util.List;

/**
 * The undirected graph of pairs that nothing separates, by the order-independent search of Colombo
 * and Maathuis (2014, algorithm 4.1, "PC-stable"): within a level no removal is seen by other
 * pairs.
 *
 * @param adjacent symmetric
 * @param separators for each removed pair, all variables of all sets of the level that separate it
 */
record Skeleton(boolean[][] adjacent, BitSet[][] separators) {

  static Skeleton of(
      RememberedTest test, double alpha, int mostGiven, BackgroundKnowledge knowledge) {
    int n = test.variables();
    boolean[][] adjacent = new boolean[n][n];
    BitSet[][] separators = new BitSet[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        adjacent[i][j] = i != j && !knowledge.excludes(i, j);
        separators[i][j] = new BitSet();
      }
    }
    for (int level = 0; level <= mostGiven && highestDegree(adjacent) > level; level++) {
      remove(test, alpha, level, knowledge, adjacent, separators);
    }
    return new Skeleton(adjacent, separators);
  }

  private static void remove(
      RememberedTest test,
      double alpha,
      int level,
      BackgroundKnowledge knowledge,
      boolean[][] adjacent,
      BitSet[][] separators) {
    int n = adjacent.length;
    boolean[][] separated = new boolean[n][n];
    for (int x = 0; x < n; x++) {
      for (int y = 0; y < n; y++) {
        if (adjacent[x][y] && !knowledge.requires(x, y) && !knowledge.requires(y, x)) {
          int from = x;
          int to = y;
          List<Integer> neighbours = RememberedTest.where(n, k -> k != to && adjacent[from][k]);
          for (List<Integer> given : Subsets.of(neighbours, level)) {
            if (test.pValue(x, y, given) > alpha) {
              separated[x][y] = true;
              separated[y][x] = true;
              given.forEach(separators[x][y]::set);
              given.forEach(separators[y][x]::set);
            }
          }
        }
      }
    }
    for (int x = 0; x < n; x++) {
      for (int y = 0; y < n; y++) {
        adjacent[x][y] &= !separated[x][y];
      }
    }
  }

  List<Integer> neighbours(int x) {
    return RememberedTest.where(adjacent.length, k -> adjacent[x][k]);
  }

  private static int highestDegree(boolean[][] adjacent) {
    int highest = 0;
    for (boolean[] row : adjacent) {
      int degree = 0;
      for (boolean joined : row) {
        degree += joined ? 1 : 0;
      }
      highest = Math.max(highest, degree);
    }
    return highest;
  }
}
