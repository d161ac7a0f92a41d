package io.headwater.graph.discovery;

import java.util.List;

/**
 * What is known of a causal graph before looking at data, over variables known by index. Immutable;
 * each method returns more knowledge.
 */
public final class BackgroundKnowledge {
  private final boolean[][] forbidden;
  private final boolean[][] required;

  private BackgroundKnowledge(boolean[][] forbidden, boolean[][] required) {
    this.forbidden = forbidden;
    this.required = required;
  }

  /** Nothing is known. */
  public static BackgroundKnowledge none(int variables) {
    return new BackgroundKnowledge(
        new boolean[variables][variables], new boolean[variables][variables]);
  }

  /** There is no edge from → to. */
  public BackgroundKnowledge forbidding(int from, int to) {
    BackgroundKnowledge more = copy();
    more.forbidden[from][to] = true;
    return more.consistent(from, to);
  }

  /** There is an edge from → to. */
  public BackgroundKnowledge requiring(int from, int to) {
    BackgroundKnowledge more = copy();
    more.required[from][to] = true;
    more.forbidden[to][from] = true;
    return more.consistent(from, to).consistent(to, from);
  }

  /**
   * No variable causes one of an earlier tier; variables in no tier are free.
   *
   * @param tiers earliest first
   */
  public BackgroundKnowledge withTiers(List<List<Integer>> tiers) {
    BackgroundKnowledge more = this;
    for (int later = 1; later < tiers.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        for (int from : tiers.get(later)) {
          for (int to : tiers.get(earlier)) {
            more = more.forbidding(from, to);
          }
        }
      }
    }
    return more;
  }

  int variables() {
    return forbidden.length;
  }

  boolean forbids(int from, int to) {
    return forbidden[from][to];
  }

  boolean requires(int from, int to) {
    return required[from][to];
  }

  /** No edge in either direction. */
  boolean excludes(int i, int j) {
    return forbidden[i][j] && forbidden[j][i];
  }

  /** Orients what only one direction is left for, {@code mark[i][j]} alone meaning i → j. */
  void orient(boolean[][] mark) {
    for (int i = 0; i < mark.length; i++) {
      for (int j = 0; j < mark.length; j++) {
        mark[i][j] &= !forbidden[i][j];
      }
    }
  }

  private BackgroundKnowledge consistent(int from, int to) {
    if (required[from][to] && forbidden[from][to]) {
      throw new IllegalArgumentException(
          "The edge %d → %d is both required and forbidden.".formatted(from, to));
    }
    return this;
  }

  private BackgroundKnowledge copy() {
    return new BackgroundKnowledge(
        java.util.Arrays.stream(forbidden).map(boolean[]::clone).toArray(boolean[][]::new),
        java.util.Arrays.stream(required).map(boolean[]::clone).toArray(boolean[][]::new));
  }
}
