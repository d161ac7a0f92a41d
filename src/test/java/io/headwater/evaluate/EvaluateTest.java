package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.graph.Assignment;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EvaluateTest {
  private static final int SAMPLES = 2000;

  private static double[][] gaussian(int components, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] z = new double[components][SAMPLES];
    for (double[] row : z) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return z;
  }

  @Test
  void latentsThemselvesScoreOne() {
    double[][] z = gaussian(3, 1);
    assertThat(ComponentMatch.of(z, z).mean()).isEqualTo(1.0, within(1e-12));
  }

  @Test
  void permutedFlippedAndMonotonelyBentLatentsStillScoreOne() {
    double[][] z = gaussian(3, 2);
    double[][] estimate = new double[3][SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
      estimate[0][s] = -z[2][s];
      estimate[1][s] = Math.pow(z[0][s], 3);
      estimate[2][s] = Math.tanh(z[1][s]);
    }
    ComponentMatch match = ComponentMatch.of(z, estimate);
    assertThat(match.mean()).isEqualTo(1.0, within(1e-9));
    assertThat(match.estimateOf()).containsExactly(1, 2, 0);
  }

  @Test
  void independentCodesScoreNearZero() {
    assertThat(ComponentMatch.of(gaussian(3, 3), gaussian(3, 4)).mean()).isLessThan(0.06);
  }

  @Test
  void aRandomlyRotatedPairScoresTheKnownChanceLevel() {
    // 2√2/π = .9003 is Pearson's; Spearman's of Gaussians is about .01 to .02 lower.
    assertThat(RotationChance.of(gaussian(2, 5), 400, 6)).isEqualTo(0.89, within(0.015));
  }

  @Test
  void tiesShareTheirMeanRank() {
    assertThat(Ranks.ranks(new double[] {3, 1, 3, 2})).containsExactly(2.5, 0, 2.5, 1);
  }

  @Test
  void aTrueComponentWithoutAnEstimateScoresZero() {
    double[][] z = gaussian(3, 1);
    ComponentMatch match = ComponentMatch.of(z, new double[][] {z[2], z[0]});
    assertThat(match.estimateOf()).containsExactly(1, Assignment.NONE, 0);
    assertThat(match.mean()).isEqualTo(2.0 / 3, within(1e-12));
  }

  @Test
  void superfluousEstimatesDoNotLowerTheScore() {
    double[][] z = gaussian(3, 1);
    double[][] more = {gaussian(1, 9)[0], z[2], z[0], z[1]};
    assertThat(ComponentMatch.of(z, more).estimateOf()).containsExactly(2, 3, 1);
  }

  @Test
  void blocksWithoutComponentsAreRefused() {
    assertThatThrownBy(() -> ComponentMatch.of(gaussian(2, 1), new double[0][]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 true components");
  }

  @Test
  void halfOfAMutualEdgeCountsAsMissing() {
    GraphComparison.Edge ab = new GraphComparison.Edge("a", "b");
    GraphComparison comparison =
        GraphComparison.of(Set.of(ab, new GraphComparison.Edge("b", "a")), Set.of(ab));
    assertThat(comparison.missing()).hasSize(1);
    assertThat(comparison.shd()).isEqualTo(1);
  }

  @Test
  void aGraphComparisonTellsMissingExtraAndReversedApart() {
    GraphComparison.Edge ab = new GraphComparison.Edge("a", "b");
    GraphComparison.Edge bc = new GraphComparison.Edge("b", "c");
    GraphComparison.Edge cd = new GraphComparison.Edge("c", "d");
    GraphComparison comparison =
        GraphComparison.of(
            Set.of(ab, bc, cd),
            Set.of(ab, new GraphComparison.Edge("c", "b"), new GraphComparison.Edge("a", "d")));
    assertThat(comparison.found()).containsExactly(ab);
    assertThat(comparison.reversed()).containsExactly(bc);
    assertThat(comparison.missing()).containsExactly(cd);
    assertThat(comparison.extra()).hasSize(1);
    assertThat(comparison.shd()).isEqualTo(3);
  }
}
