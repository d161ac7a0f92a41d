package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

  @Test
  void theStrongestDirectionsComeFirst() {
    // Values spread by 5 along (3, 4, 0, …) / 5 and by 1 along the last axis, around (7, …).
    SplittableRandom random = new SplittableRandom(1);
    float[][] rows = new float[60][100];
    double[] strong = new double[rows.length];
    double[] weak = new double[rows.length];
    for (int r = 0; r < rows.length; r++) {
      strong[r] = 5 * random.nextGaussian();
      weak[r] = random.nextGaussian();
      java.util.Arrays.fill(rows[r], 7);
      rows[r][0] += (float) (0.6 * strong[r]);
      rows[r][1] += (float) (0.8 * strong[r]);
      rows[r][99] += (float) weak[r];
    }
    PrincipalComponents principal = PrincipalComponents.of(rows, 2);
    double[] first = new double[rows.length];
    double[] second = new double[rows.length];
    for (int r = 0; r < rows.length; r++) {
      first[r] = principal.project(rows[r])[0];
      second[r] = principal.project(rows[r])[1];
    }
    assertThat(Math.abs(Correlation.PEARSON.between(first, strong))).isGreaterThan(0.999);
    assertThat(Math.abs(Correlation.PEARSON.between(second, weak))).isGreaterThan(0.95);
    assertThat(Correlation.PEARSON.between(first, second)).isCloseTo(0, within(1e-6));
  }

  @Test
  void moreComponentsThanDirectionsAreRefused() {
    assertThatThrownBy(() -> PrincipalComponents.of(new float[3][10], 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 rows spread in at most 2 directions");
  }
}
