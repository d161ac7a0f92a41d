package io.headwater.graph;

/**
 * Orientation rules of Meek (1995, "Causal inference and causal explanation with background
 * knowledge", section 2.1), applied until none fires. Marks: {@code mark[i][j]} alone is i → j,
 * both ways is i — j.
 */
final class MeekRules {
  private MeekRules() {}

  /** Orients in place; an edge is never turned, and no edge is added or removed. */
  static void apply(boolean[][] mark) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < mark.length; i++) {
        for (int j = 0; j < mark.length; j++) {
          if (i != j && mark[i][j] && mark[j][i] && forced(mark, i, j)) {
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
