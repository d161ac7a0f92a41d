package io.headwater.estimator.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SharedInformationTest {
  private static final int ROWS = 400;

  private static List<int[]> rows(boolean same, boolean nearlyConstant) {
    SplittableRandom random = new SplittableRandom(2);
    List<int[]> rows = new ArrayList<>();
    for (int r = 0; r < ROWS; r++) {
      int third = random.nextInt(8);
      int other = same ? third : random.nextInt(8);
      rows.add(new int[] {third, nearlyConstant ? (r == 3 ? 1 : 0) : other, third});
    }
    return rows;
  }

  @Test
  void labelsThatSayTheSameShareAll() {
    assertThat(SharedInformation.of(rows(true, false), 8)).isCloseTo(1, within(0.05));
  }

  @Test
  void independentLabelsShareNothing() {
    assertThat(SharedInformation.of(rows(false, false), 8)).isCloseTo(0, within(0.05));
  }

  /** A modality that is ignored names nearly all windows alike: that is no agreement. */
  @Test
  void aLabelThatIsNearlyConstantSharesNothing() {
    assertThat(SharedInformation.of(rows(false, true), 8)).isCloseTo(0, within(0.05));
  }
}
