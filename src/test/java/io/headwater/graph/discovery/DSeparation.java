package io.headwater.graph.discovery;

/** The test that knows the true graph: p = 1 when x and y are d-separated by the given, else 0. */
record DSeparation(boolean[][] dag) implements IndependenceTest {
  @Override
  public int variables() {
    return dag.length;
  }

  /** By connection in the moral graph of the ancestors (Lauritzen et al. 1990). */
  @Override
  public double pValue(int x, int y, int[] given) {
    int n = dag.length;
    boolean[] relevant = new boolean[n];
    boolean[] blocked = new boolean[n];
    relevant[x] = true;
    relevant[y] = true;
    for (int g : given) {
      relevant[g] = true;
      blocked[g] = true;
    }
    for (int round = 0; round < n; round++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          relevant[i] |= dag[i][j] && relevant[j];
        }
      }
    }
    boolean[] reached = new boolean[n];
    reached[x] = true;
    for (int round = 0; round < n; round++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          reached[j] |= reached[i] && relevant[j] && !blocked[j] && moral(i, j, relevant);
        }
      }
    }
    return reached[y] ? 0 : 1;
  }

  private boolean moral(int i, int j, boolean[] relevant) {
    boolean joined = dag[i][j] || dag[j][i];
    for (int child = 0; child < dag.length; child++) {
      joined |= relevant[child] && dag[i][child] && dag[j][child];
    }
    return joined;
  }
}
