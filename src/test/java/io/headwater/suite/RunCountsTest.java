package io.headwater.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunCountsTest {
  @Test
  void everyModalityWithAnotherNumberIsWrong() {
    assertThat(new RunCounts(List.of(3, 3, 3), List.of(3, 2, 4)).wrong()).isEqualTo(2);
    assertThat(new RunCounts(List.of(2, 3), List.of(2, 3)).wrong()).isZero();
  }

  @Test
  void theTruthIsShownOnlyWhereItDiffers() {
    assertThat(new RunCounts(List.of(2, 3), List.of(2, 3)).text()).isEqualTo("2 3");
    assertThat(new RunCounts(List.of(2, 3), List.of(2, 2)).text()).isEqualTo("2 2 (2 3)");
  }
}
