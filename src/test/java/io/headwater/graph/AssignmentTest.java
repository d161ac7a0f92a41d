package io.headwater.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  @Test
  void theBestOfAllPermutationsIsFound() {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 50; trial++) {
      double[][] strength = new double[5][5];
      for (double[] row : strength) {
        java.util.Arrays.setAll(row, j -> random.nextDouble());
      }
      int[] found = Assignment.strongest(strength);
      double sum = 0;
      for (int i = 0; i < 5; i++) {
        sum += strength[i][found[i]];
      }
      assertThat(sum).isCloseTo(best(strength, 0, 0), org.assertj.core.data.Offset.offset(1e-12));
    }
  }

  private static double best(double[][] strength, int row, int taken) {
    if (row == strength.length) {
      return 0;
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < strength.length; j++) {
      if ((taken & 1 << j) == 0) {
        best = Math.max(best, strength[row][j] + best(strength, row + 1, taken | 1 << j));
      }
    }
    return best;
  }

  @Test
  void withFewerColumnsTheWeakestRowGetsNone() {
    assertThat(Assignment.strongest(new double[][] {{.9, .1}, {.2, .1}, {.3, .8}}))
        .containsExactly(0, Assignment.NONE, 1);
  }

  @Test
  void withFewerRowsAllRowsGetAColumn() {
    assertThat(Assignment.strongest(new double[][] {{.1, .9, .2}, {.1, .8, .7}}))
        .containsExactly(1, 2);
  }

  @Test
  void strengthsThatAreNotNumbersAreRefused() {
    assertThatThrownBy(() -> Assignment.strongest(new double[][] {{Double.NaN}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }
}
