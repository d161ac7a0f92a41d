package io.headwater.graph.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Orients the v-structures of a skeleton: x → y ← z where y is in no set that separates x and z.
 */
final class Colliders {
  private record Collider(int x, int y, int z) {}

  private final Skeleton skeleton;
  private final RememberedTest test;
  private final BackgroundKnowledge knowledge;

  Colliders(Skeleton skeleton, RememberedTest test, BackgroundKnowledge knowledge) {
    this.skeleton = skeleton;
    this.test = test;
    this.knowledge = knowledge;
  }

  /** Orients in place, {@code mark[i][j]} alone meaning i → j. */
  void orient(boolean[][] mark, ColliderConflict conflict) {
    for (Collider c : ordered(conflict)) {
      boolean claimed =
          conflict != ColliderConflict.LAST
              && (pointsAway(mark, c.y, c.x) || pointsAway(mark, c.y, c.z));
      if (!claimed) {
        point(mark, c.x, c.y);
        point(mark, c.z, c.y);
      }
    }
  }

  private static boolean pointsAway(boolean[][] mark, int from, int to) {
    return mark[from][to] && !mark[to][from];
  }

  private static void point(boolean[][] mark, int from, int to) {
    mark[from][to] = true;
    mark[to][from] = false;
  }

  private List<Collider> ordered(ColliderConflict conflict) {
    List<Collider> found = found();
    return switch (conflict) {
      case LAST, FIRST -> found;
      case MOST_DEPENDENT_GIVEN_MIDDLE ->
          sorted(found, Comparator.comparingDouble(c -> greatestP(c, true)));
      case MOST_INDEPENDENT_WITHOUT_MIDDLE ->
          sorted(found, Comparator.<Collider>comparingDouble(c -> greatestP(c, false)).reversed());
    };
  }

  private static List<Collider> sorted(List<Collider> found, Comparator<Collider> order) {
    return found.stream().sorted(order).toList();
  }

  /** In order of (middle, first end, second end). */
  private List<Collider> found() {
    int n = test.variables();
    List<Collider> found = new ArrayList<>();
    for (int y = 0; y < n; y++) {
      List<Integer> ends = skeleton.neighbours(y);
      for (int x : ends) {
        for (int z : ends) {
          boolean apart = x < z && !skeleton.adjacent()[x][z];
          if (apart && !skeleton.separators()[x][z].get(y) && permitted(x, y) && permitted(z, y)) {
            found.add(new Collider(x, y, z));
          }
        }
      }
    }
    return found;
  }

  private boolean permitted(int from, int to) {
    return !knowledge.forbids(from, to) && !knowledge.requires(to, from);
  }

  /** Over all sets of neighbours of one of the ends, with the middle or without. */
  private double greatestP(Collider c, boolean withMiddle) {
    return Stream.of(c.x, c.z)
        .map(skeleton::neighbours)
        .flatMap(
            around ->
                java.util.stream.IntStream.rangeClosed(0, around.size())
                    .boxed()
                    .flatMap(size -> Subsets.of(around, size).stream()))
        .filter(given -> given.contains(c.y) == withMiddle)
        .mapToDouble(given -> test.pValue(c.x, c.z, given))
        .max()
        .orElseThrow();
  }
}
