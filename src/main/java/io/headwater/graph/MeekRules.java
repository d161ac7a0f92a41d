package io.headwater.graph;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Orientation rules of Meek (1995, "Causal inference and causal explanation with background
 * knowledge", section 2.1), applied until none fires. Marks: {@code mark[i][j]} alone is i → j,
 * both ways is i — j. An orientation that would close a directed cycle is left out: it can only
 * come from contradictory evidence.
 */
public final class MeekRules {
  private MeekRules() {}

  /** Orients in place; an edge is never turned, and no edge is added or removed. */
  public static void apply(boolean[][] mark) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < mark.length; i++) {
        for (int j = 0; j < mark.length; j++) {
          if (i != j && mark[i][j] && mark[j][i] && forced(mark, i, j) && !reaches(mark, j, i)) {
            mark[j][i] = false;
            changed = true;
          }
        }
      }
    }
  }

  private static boolean forced(boolean[][] mark, int i, int j) {
    return avoidsCollider(mark, i, j)
        || avoidsCycle(mark, i, j)
        || avoidsColliderOrCycle(mark, i, j)
        || keepsKnownOrientation(mark, i, j);
  }

  /** Rule 1: k → i — j with k and j apart. */
  private static boolean avoidsCollider(boolean[][] mark, int i, int j) {
    for (int k = 0; k < mark.length; k++) {
      if (directed(mark, k, i) && k != j && !adjacent(mark, k, j)) {
        return true;
      }
    }
    return false;
  }

  /** Rule 2: i → k → j. */
  private static boolean avoidsCycle(boolean[][] mark, int i, int j) {
    for (int k = 0; k < mark.length; k++) {
      if (directed(mark, i, k) && directed(mark, k, j)) {
        return true;
      }
    }
    return false;
  }

  /** Rule 3: i — k → j and i — l → j with k and l apart. */
  private static boolean avoidsColliderOrCycle(boolean[][] mark, int i, int j) {
    for (int k = 0; k < mark.length; k++) {
      if (undirected(mark, i, k) && directed(mark, k, j)) {
        for (int l = k + 1; l < mark.length; l++) {
          if (undirected(mark, i, l) && directed(mark, l, j) && !adjacent(mark, k, l)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Rule 4: i — k → l → j with k and j apart and i adjacent to l; fires with knowledge only. */
  private static boolean keepsKnownOrientation(boolean[][] mark, int i, int j) {
    for (int k = 0; k < mark.length; k++) {
      if (k != j && undirected(mark, i, k) && !adjacent(mark, k, j)) {
        for (int l = 0; l < mark.length; l++) {
          if (adjacent(mark, i, l) && directed(mark, k, l) && directed(mark, l, j)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether a directed path leads from one node to another. */
  private static boolean reaches(boolean[][] mark, int from, int to) {
    boolean[] seen = new boolean[mark.length];
    Deque<Integer> open = new ArrayDeque<>();
    open.push(from);
    while (!open.isEmpty()) {
      int at = open.pop();
      for (int next = 0; next < mark.length; next++) {
        if (directed(mark, at, next) && !seen[next]) {
          if (next == to) {
            return true;
          }
          seen[next] = true;
          open.push(next);
        }
      }
    }
    return false;
  }

  static boolean directed(boolean[][] mark, int i, int j) {
    return mark[i][j] && !mark[j][i];
  }

  static boolean undirected(boolean[][] mark, int i, int j) {
    return mark[i][j] && mark[j][i];
  }

  static boolean adjacent(boolean[][] mark, int i, int j) {
    return mark[i][j] || mark[j][i];
  }
}
