package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NodeAccuracyTest {
  private static final int ROWS = 2000;
  private static final int[] CATEGORIES = {2, 3, 2};

  private static int[][] truth() {
    SplittableRandom random = new SplittableRandom(3);
    int[][] truth = new int[3][ROWS];
    for (int r = 0; r < ROWS; r++) {
      for (int l = 0; l < 3; l++) {
        truth[l][r] = random.nextInt(CATEGORIES[l]);
      }
    }
    return truth;
  }

  @Test
  void namesOfNodesAndCategoriesDoNotMatter() {
    int[][] truth = truth();
    int[][] renamed = {new int[ROWS], new int[ROWS], new int[ROWS]};
    for (int r = 0; r < ROWS; r++) {
      renamed[0][r] = truth[2][r];
      renamed[1][r] = (truth[1][r] + 1) % 3;
      renamed[2][r] = 1 - truth[0][r];
    }
    NodeAccuracy accuracy = NodeAccuracy.of(truth, renamed, CATEGORIES);
    assertThat(accuracy.least()).isEqualTo(1);
    assertThat(accuracy.node()).containsExactly(2, 1, 0);
  }

  @Test
  void wrongRowsCost() {
    int[][] truth = truth();
    int[][] found = {truth[0].clone(), truth[1].clone(), truth[2].clone()};
    for (int r = 0; r < ROWS / 10; r++) {
      found[0][r] = 1 - found[0][r];
    }
    NodeAccuracy accuracy = NodeAccuracy.of(truth, found, CATEGORIES);
    assertThat(accuracy.accuracy()[0]).isCloseTo(0.9, within(1e-9));
    assertThat(accuracy.mean()).isCloseTo((0.9 + 1 + 1) / 3, within(1e-9));
  }

  @Test
  void perfectClustersSplitAtRandomAreFarFromRightAndThatIsTheChanceLevel() {
    NodeAccuracy accuracy = NodeAccuracy.of(truth(), truth(), CATEGORIES);
    assertThat(accuracy.mean()).isEqualTo(1);
    assertThat(accuracy.chance()).isBetween(0.55, 0.8);
    assertThat(accuracy.majority()).isBetween(0.4, 0.55);
  }
}
