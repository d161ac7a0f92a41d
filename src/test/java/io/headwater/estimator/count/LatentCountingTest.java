package io.headwater.estimator.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatentCountingTest {
  private static final int ROWS = 4000;
  private static final int MOST = 4;

  private static List<LatentCount> decide(String scenario) {
    return new ScenarioSummaries(scenario, 2, ROWS).decide(MOST);
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
    assertThatThrownBy(() -> new ScenarioSummaries("s1", 2, 600).decide(MOST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000 windows");
  }

  @Test
  void aShareMustClearItsErrorToCount() {
    assertThat(count(new double[] {0.5, 0.3}, 0.02, 0.02).count()).isEqualTo(2);
    assertThat(count(new double[] {0.5, 0.3}, 0.02, 0.1).count()).isEqualTo(1);
  }

  @Test
  void aModalityThatSharesNothingHasOneLatentAsAFormality() {
    LatentCount none = count(new double[] {0.01, 0.2}, 0.01, 0.01);
    assertThat(none.count()).isEqualTo(1);
    assertThat(none.anyShared()).isFalse();
  }

  @Test
  void whereEveryDirectionTriedCountsThereMayBeMore() {
    assertThat(count(new double[] {0.6, 0.5}, 0.01, 0.01).mayBeMore()).isTrue();
    assertThat(count(new double[] {0.6, 0.05}, 0.01, 0.01).mayBeMore()).isFalse();
  }

  @Test
  void aShareNearTheThresholdMakesACloseCallButNotOneBehindTheFirstThatDidNotCount() {
    assertThat(count(new double[] {0.6, 0.11}, 0.01, 0.01).isClose()).isTrue();
    assertThat(count(new double[] {0.6, 0.02, 0.12}, 0.01, 0.01, 0.01).isClose()).isFalse();
  }

  private static LatentCount count(double[] shares, double... errors) {
    return LatentCount.of(shares, errors, 500);
  }
}
