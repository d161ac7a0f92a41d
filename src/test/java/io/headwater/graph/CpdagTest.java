package io.headwater.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CpdagTest {
  private static final List<String> ABCD = List.of("a", "b", "c", "d");

  private static boolean[][] dag(int... edges) {
    boolean[][] dag = new boolean[4][4];
    for (int e = 0; e < edges.length; e += 2) {
      dag[edges[e]][edges[e + 1]] = true;
    }
    return dag;
  }

  @Test
  void aChainHasNoDirection() {
    assertThat(Cpdag.ofDag(ABCD, dag(0, 1, 1, 2, 2, 3))).hasToString("a -- b\nb -- c\nc -- d\n");
  }

  @Test
  void aColliderAndWhatFollowsFromItAreDirected() {
    assertThat(Cpdag.ofDag(ABCD, dag(0, 2, 1, 2, 2, 3))).hasToString("a -> c\nb -> c\nc -> d\n");
  }

  /** All 543 DAGs of four nodes: equal classes exactly when skeleton and v-structures agree. */
  @Test
  void edgesAreDirectedExactlyWhereAllEquivalentGraphsAgree() {
    List<boolean[][]> dags = allDags();
    assertThat(dags).hasSize(543);
    Set<Cpdag> classes = new HashSet<>();
    for (boolean[][] dag : dags) {
      Cpdag cpdag = Cpdag.ofDag(ABCD, dag);
      classes.add(cpdag);
      boolean[][] union = new boolean[4][4];
      for (boolean[][] other : dags) {
        if (equivalent(dag, other)) {
          for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
              union[i][j] |= other[i][j];
            }
          }
        }
      }
      assertThat(cpdag).isEqualTo(new Cpdag(ABCD, union));
    }
    assertThat(classes).as("known number of classes over four nodes").hasSize(185);
  }

  private static List<boolean[][]> allDags() {
    List<boolean[][]> dags = new ArrayList<>();
    for (int code = 0; code < 729; code++) {
      boolean[][] dag = new boolean[4][4];
      int rest = code;
      for (int i = 0; i < 4; i++) {
        for (int j = i + 1; j < 4; j++) {
          dag[i][j] = rest % 3 == 1;
          dag[j][i] = rest % 3 == 2;
          rest /= 3;
        }
      }
      if (Acyclicity.holds(dag)) {
        dags.add(dag);
      }
    }
    return dags;
  }

  private static boolean equivalent(boolean[][] one, boolean[][] two) {
    for (int k = 0; k < 4; k++) {
      for (int i = 0; i < 4; i++) {
        if ((one[i][k] || one[k][i]) != (two[i][k] || two[k][i])) {
          return false;
        }
        for (int j = 0; j < 4; j++) {
          if (i != j && collider(one, i, k, j) != collider(two, i, k, j)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean collider(boolean[][] dag, int i, int k, int j) {
    return dag[i][k] && dag[j][k] && !dag[i][j] && !dag[j][i];
  }

  @Test
  void theDistanceCountsPairsJoinedOtherwise() {
    Cpdag collider = Cpdag.ofDag(ABCD, dag(0, 2, 1, 2, 2, 3));
    Cpdag chain = Cpdag.ofDag(ABCD, dag(0, 1, 1, 2, 2, 3));
    assertThat(collider.shd(chain)).isEqualTo(4);
    assertThat(collider.skeletonErrors(chain)).isEqualTo(2);
    assertThat(collider.shd(chain, (i, j) -> j == 3)).isEqualTo(1);
  }

  @Test
  void aCycleIsRefused() {
    assertThatThrownBy(() -> Cpdag.ofDag(ABCD, dag(0, 1, 1, 2, 2, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cycle");
  }
}
