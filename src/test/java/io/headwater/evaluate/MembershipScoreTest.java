package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MembershipScoreTest {
  private static final boolean[][] TRUTH = {
    {true, true, false}, {true, false, false}, {false, true, true}
  };
  private static final double[][] SURE = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

  @Test
  void theTruthInAnyOrderIsExact() {
    boolean[][] found = {TRUTH[2], TRUTH[0], TRUTH[1]};
    double[][] strength = {{0, .1, .9}, {.9, 0, .2}, {0, .8, 0}};
    MembershipScore score = MembershipScore.of(found, TRUTH, strength, 1);
    assertThat(score.exact()).isTrue();
    assertThat(score.f1()).isEqualTo(1);
    assertThat(score.chance()).isBetween(0.2, 0.5); // each pair is hit one time in three
  }

  @Test
  void findingNothingScoresNothing() {
    boolean[][] found = {
      {true, false, false},
      {true, false, false},
      {false, true, false},
      {false, true, false},
      {false, false, true}
    };
    double[][] strength = {{1, 0, 0}, {0, 1, 0}, {.9, 0, 0}, {0, 0, 1}, {0, 0, .9}};
    MembershipScore score = MembershipScore.of(found, TRUTH, strength, 1);
    assertThat(score.f1()).isZero();
    assertThat(score.missedPairs()).isEqualTo(2);
    assertThat(score.exact()).isFalse();
  }

  @Test
  void aFalsePairCostsPrecision() {
    boolean[][] found = {{true, true, true}, TRUTH[1], TRUTH[2]};
    MembershipScore score = MembershipScore.of(found, TRUTH, SURE, 1);
    assertThat(score.falsePairs()).isEqualTo(2);
    assertThat(score.f1()).isCloseTo(4.0 / 6, within(1e-12));
  }

  @Test
  void nothingSharedAndNothingFoundIsRight() {
    boolean[][] apart = {{true, false}, {false, true}};
    MembershipScore score = MembershipScore.of(apart, apart, new double[][] {{1, 0}, {0, 1}}, 1);
    assertThat(score.f1()).isEqualTo(1);
    assertThat(score.exact()).isTrue();
  }
}
