package io.headwater.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatentCountingTest {
  private static final int TRAIN = 4000;
  private static final int HELD_OUT = 500;
  private static final int MOST = 4;

  private static List<LatentCount> decide(String scenario) {
    return new ScenarioSummaries(scenario, 2, TRAIN, HELD_OUT).decide(MOST);
  }

  @Test
  void twoSharedLatentsUnderAFlatMixingAreCounted() {
    assertThat(decide("s1")).extracting(LatentCount::count).containsExactly(2, 2);
  }

  @Test
  void bendsOfACurvedMixingAreNotCountedAsLatents() {
    assertThat(decide("s-plus")).extracting(LatentCount::count).containsExactly(3, 3, 3);
  }

  @Test
  void nothingIsSharedWhenRowsArePairedAtRandom() {
    assertThat(decide("null"))
        .allSatisfy(
            count -> {
              assertThat(count.count()).isEqualTo(1);
              assertThat(count.shares()[0]).isLessThan(LatentCount.LEAST / 2);
            });
  }

  @Test
  void theSameRowsGiveTheSameBits() {
    List<LatentCount> first = decide("s1");
    List<LatentCount> second = decide("s1");
    for (int m = 0; m < first.size(); m++) {
      assertThat(second.get(m).shares()).containsExactly(first.get(m).shares());
    }
  }

  @Test
  void tooFewRowsAreRefused() {
    assertThatThrownBy(() -> new ScenarioSummaries("s1", 2, 500, 100).decide(MOST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000 windows");
  }

  @Test
  void aShareMustClearItsErrorToCount() {
    double[] shares = {0.5, 0.3};
    assertThat(LatentCount.of(shares, new double[] {0.02, 0.02}).count()).isEqualTo(2);
    assertThat(LatentCount.of(shares, new double[] {0.02, 0.1}).count()).isEqualTo(1);
  }

  @Test
  void theMarginIsTheDistanceOfTheNearestShareFromTheThreshold() {
    LatentCount count =
        LatentCount.of(new double[] {0.6, 0.3, 0.02, 0.11}, new double[] {0, 0, 0, 0});
    assertThat(count.margin()).isCloseTo(0.1, within(1e-9));
  }
}
