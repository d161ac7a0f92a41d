package io.headwater.graph;

/** Whether a directed graph has no cycle. */
public final class Acyclicity {
  private Acyclicity() {}

  /** True when nodes without parents among the rest can be removed until none is left. */
  public static boolean holds(boolean[][] edge) {
    boolean[] removed = new boolean[edge.length];
    for (int round = 0; round < edge.length; round++) {
      int source = withoutParents(edge, removed);
      if (source < 0) {
        return false;
      }
      removed[source] = true;
    }
    return true;
  }

  private static int withoutParents(boolean[][] edge, boolean[] removed) {
    for (int j = 0; j < edge.length; j++) {
      boolean free = !removed[j];
      for (int i = 0; i < edge.length && free; i++) {
        free = removed[i] || !edge[i][j];
      }
      if (free) {
        return j;
      }
    }
    return -1;
  }
}
