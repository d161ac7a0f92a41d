package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.CounterRandom;
import org.junit.jupiter.api.Test;

class BlockWhiteningTest {
  private static final int ROWS = 200;

  @Test
  void whitenedCodesHaveIdentityCovarianceOverPresentRows() {
    float[] codes = CounterRandom.gaussians(CounterRandom.at(2, 0, 0), ROWS * 3, 1);
    byte[] present = new byte[ROWS];
    for (int r = 0; r < ROWS; r++) {
      codes[r * 3] = 5 + 2 * codes[r * 3] + codes[r * 3 + 1];
      present[r] = (byte) (r % 4 == 0 ? 0 : 1);
    }
    float[] white = new float[codes.length];
    BlockWhitening.of(codes, 3, 0, 2, present).apply(codes, 3, present, white);
    double[] sums = new double[5];
    for (int r = 0; r < ROWS; r++) {
      double a = white[3 * r];
      double b = white[3 * r + 1];
      double[] terms = {a, b, a * a, b * b, a * b};
      for (int k = 0; k < 5; k++) {
        sums[k] += terms[k] / 150;
      }
    }
    double[] expected = {0, 0, 1, 1, 0};
    for (int k = 0; k < 5; k++) {
      assertThat(sums[k]).isCloseTo(expected[k], within(1e-4));
    }
  }
}
