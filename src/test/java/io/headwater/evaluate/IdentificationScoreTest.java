package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The known answers that any honest score must give (methods: perfect, rotated, shuffled). */
class IdentificationScoreTest {
  private static final LatentBlocks TRUTH = TrueLatents.drawn(1);

  private static IdentificationScore score(LatentBlocks estimate) {
    return IdentificationScore.of(IdentificationCase.of(TRUTH, estimate), 7);
  }

  @Test
  void theTruthItselfIsPerfect() {
    IdentificationScore score = score(TRUTH);
    assertThat(score.pearson().mean()).isEqualTo(1, within(1e-12));
    assertThat(score.spearman().mean()).isEqualTo(1, within(1e-12));
    assertThat(score.spearman().corrected()).isEqualTo(1, within(1e-12));
    assertThat(score.blockRSquared()).isGreaterThan(.999);
    assertThat(score.exclusivity().gaps()).containsOnly(new double[9], within(.001));
    assertThat(score.exclusivity().disentanglement()).isGreaterThan(.97);
    assertThat(score.exclusivity().completeness()).isGreaterThan(.97);
  }

  @Test
  void permutedAndFlippedLatentsArePerfect() {
    IdentificationScore score = score(TrueLatents.permutedAndFlipped(TRUTH));
    assertThat(score.pearson().mean()).isEqualTo(1, within(1e-12));
    assertThat(score.pearson().within().get(1).estimateOf()).containsExactly(2, 1, 0);
    assertThat(score.blockRSquared()).isGreaterThan(.999);
  }

  @Test
  void rotatedBlocksHoldEverythingButScoreAtTheRotationLevel() {
    double[] means = new double[8];
    IdentificationScore score = null;
    for (int r = 0; r < means.length; r++) {
      LatentBlocks rotated = TrueLatents.rotated(TRUTH, 100 + r);
      score = r == 0 ? score(rotated) : score;
      means[r] = Mcc.means(TRUTH, rotated, Correlation.PEARSON)[0];
    }
    assertThat(score.blockRSquared()).isGreaterThan(.99);
    assertThat(Arrays.stream(means).average().orElseThrow())
        .isEqualTo(score.pearson().withinChance().rotationMean(), within(.05));
    assertThat(score.pearson().corrected()).isLessThan(.5);
    assertThat(Arrays.stream(score.exclusivity().gaps()).average().orElseThrow()).isGreaterThan(.1);
  }

  @Test
  void shuffledRowsScoreAtTheNoiseLevel() {
    IdentificationScore score = score(TrueLatents.shuffled(TRUTH));
    assertThat(score.pearson().mean())
        .isLessThan(.06)
        .isEqualTo(score.pearson().withinChance().noise(), within(.02));
    assertThat(score.blockRSquared()).isLessThan(.02);
  }

  @Test
  void monotonelyBentLatentsArePerfectByRankOnly() {
    IdentificationScore score = score(TrueLatents.bent(TRUTH));
    assertThat(score.spearman().mean()).isEqualTo(1, within(1e-12));
    assertThat(score.pearson().mean()).isLessThan(.95);
    assertThat(score.blockRSquared()).isGreaterThan(.9);
  }

  @Test
  void contentInTheWrongBlockShowsAsGlobalMatchAndLeak() {
    LatentBlocks moved =
        new LatentBlocks(
            TRUTH.modalities(),
            List.of(TRUTH.values().get(1), TRUTH.values().get(0), TRUTH.values().get(2)));
    IdentificationScore score = score(moved);
    assertThat(score.pearson().global().mean()).isEqualTo(1, within(1e-12));
    assertThat(score.pearson().mean()).isLessThan(.4);
    assertThat(score.blocks().get(0).leak()).isGreaterThan(.45);
    assertThat(score.blocks().get(0).leakOfTruth()).isLessThan(.02);
    assertThat(score.blocks().get(2).leak()).isLessThan(.02);
  }

  @Test
  void exogenousNoiseInTheEstimateIsALeak() {
    LatentBlocks noise = TrueLatents.drawn(2);
    LatentBlocks single =
        new LatentBlocks(
            TRUTH.modalities(),
            noise.values().stream().map(block -> new double[][] {block[0]}).toList());
    LatentBlocks polluted =
        new LatentBlocks(
            TRUTH.modalities(),
            List.of(
                new double[][] {
                  TRUTH.values().get(0)[0], TRUTH.values().get(0)[1], single.values().get(0)[0]
                },
                TRUTH.values().get(1),
                TRUTH.values().get(2)));
    IdentificationScore score =
        IdentificationScore.of(IdentificationCase.of(TRUTH, polluted).withExogenous(single), 7);
    assertThat(score.blocks().get(0).exogenousLeak()).isGreaterThan(.99);
    assertThat(score.blocks().get(1).exogenousLeak()).isLessThan(.02);
  }

  @Test
  void theNumberOfEstimatedLatentsMayDiffer() {
    LatentBlocks fewer = TrueLatents.mapped(TRUTH, block -> new double[][] {block[1], block[0]});
    IdentificationScore score = score(fewer);
    assertThat(score.pearson().mean()).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(score.blockRSquared()).isEqualTo(2.0 / 3, within(.01));
    assertThat(score.exclusivity().importance()).hasDimensions(9, 6);
  }

  @Test
  void theSameSeedGivesTheSameChanceLevels() {
    LatentBlocks rotated = TrueLatents.rotated(TRUTH, 3);
    assertThat(Chance.of(TRUTH, rotated, Correlation.SPEARMAN, 4))
        .isEqualTo(Chance.of(TRUTH, rotated, Correlation.SPEARMAN, 4))
        .isNotEqualTo(Chance.of(TRUTH, rotated, Correlation.SPEARMAN, 5));
  }

  @Test
  void latentsOfOtherRowsAreRefused() {
    LatentBlocks shorter =
        TrueLatents.mapped(
            TRUTH,
            block -> Arrays.stream(block).map(s -> Arrays.copyOf(s, 50)).toArray(double[][]::new));
    assertThatThrownBy(() -> IdentificationCase.of(TRUTH, shorter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("800 rows")
        .hasMessageContaining("50 rows");
  }
}
