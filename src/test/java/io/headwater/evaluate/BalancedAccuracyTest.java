package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BalancedAccuracyTest {

  @Test
  void aRareClassCountsAsMuchAsAFrequentOne() {
    int[] truth = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    BalancedAccuracy constant = BalancedAccuracy.of(truth, new int[10], 2);
    assertThat(constant.accuracy()).isCloseTo(0.5, within(1e-12)).isEqualTo(constant.chance());
    assertThat(BalancedAccuracy.of(truth, truth, 2).accuracy()).isEqualTo(1);
  }

  @Test
  void classesThatDoNotOccurDoNotCount() {
    BalancedAccuracy score = BalancedAccuracy.of(new int[] {2, 2}, new int[] {2, 1}, 4);
    assertThat(score.accuracy()).isEqualTo(0.5);
    assertThat(score.chance()).isEqualTo(1);
    assertThat(BalancedAccuracy.of(new int[0], new int[0], 4).accuracy()).isNaN();
  }
}
