package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearIdentificationTest {
  private static final int ROWS = 2000;

  private static double[][] gaussians(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] out = new double[count][ROWS];
    for (double[] series : out) {
      for (int r = 0; r < ROWS; r++) {
        series[r] = random.nextGaussian();
      }
    }
    return out;
  }

  @Test
  void anAffineMapOfTheTruthIsPerfectAndARotationToo() {
    double[][] truth = gaussians(2, 1);
    double[][] estimate = new double[2][ROWS];
    for (int r = 0; r < ROWS; r++) {
      estimate[0][r] = 4 + 0.8 * truth[0][r] + 0.6 * truth[1][r];
      estimate[1][r] = -0.6 * truth[0][r] + 0.8 * truth[1][r];
    }
    LinearIdentification score = LinearIdentification.of("m", truth, estimate, 1);
    assertThat(score.rSquared()).isCloseTo(1, within(1e-6));
    assertThat(score.componentRSquared()).hasSize(2);
    assertThat(score.chance()).isCloseTo(0, within(0.02));
  }

  @Test
  void noiseOfTheSameVarianceLeavesHalf() {
    double[][] truth = gaussians(1, 2);
    double[][] noise = gaussians(1, 3);
    double[][] estimate = new double[1][ROWS];
    for (int r = 0; r < ROWS; r++) {
      estimate[0][r] = truth[0][r] + noise[0][r];
    }
    assertThat(LinearIdentification.of("m", truth, estimate, 1).rSquared())
        .isCloseTo(0.5, within(0.06));
  }

  @Test
  void whatIsCurvedBackIsNotRead() {
    double[][] truth = gaussians(1, 4);
    double[][] estimate = {truth[0].clone()};
    for (int r = 0; r < ROWS; r++) {
      estimate[0][r] *= estimate[0][r];
    }
    assertThat(LinearIdentification.of("m", truth, estimate, 1).rSquared()).isLessThan(0.05);
    assertThat(LinearIdentification.of("m", truth, gaussians(1, 5), 1).rSquared())
        .isCloseTo(0, within(0.02));
  }

  @Test
  void tooFewRowsAreRefused() {
    double[][] few = new double[3][6];
    assertThatThrownBy(() -> LinearIdentification.of("m", few, few, 1))
        .hasMessageContaining("needs more than 16 rows");
  }
}
