package io.headwater.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.CounterRandom;
import org.junit.jupiter.api.Test;

class IntrinsicDimensionTest {
  private static final int ROWS = 1500;

  /** Three code dimensions of {@code rank} causes, bent so that none is redundant linearly. */
  private static double of(int rank) {
    float[] causes = CounterRandom.gaussians(CounterRandom.at(1, 1, 1), 3 * ROWS, 1);
    float[] codes = new float[3 * ROWS];
    for (int r = 0; r < ROWS; r++) {
      double third =
          rank == 3 ? causes[3 * r + 2] : Math.sin(2 * causes[3 * r]) * causes[3 * r + 1];
      codes[3 * r] = causes[3 * r];
      codes[3 * r + 1] = causes[3 * r + 1] + 0.3f * causes[3 * r] * causes[3 * r];
      codes[3 * r + 2] = (float) third;
    }
    return IntrinsicDimension.of(ComponentRows.complete(new int[] {3}, new float[][] {codes}), 0);
  }

  @Test
  void aWholeCodeHasItsDimensionsAndACurvedSheetOneLess() {
    assertThat(of(3)).isBetween(2.75, 3.2);
    assertThat(of(2)).isBetween(1.8, 2.2);
  }
}
