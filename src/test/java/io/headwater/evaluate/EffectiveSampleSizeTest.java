package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EffectiveSampleSizeTest {
  private static final int ROWS = 8000;

  private static double[] autoregression(double rho, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[ROWS];
    x[0] = random.nextGaussian();
    for (int i = 1; i < ROWS; i++) {
      x[i] = rho * x[i - 1] + Math.sqrt(1 - rho * rho) * random.nextGaussian();
    }
    return x;
  }

  @Test
  void independentRowsCountInFull() {
    double[] x = autoregression(0, 1);
    assertThat(EffectiveSampleSize.ofAutoregression(x)).isGreaterThan(.95 * ROWS);
    assertThat(EffectiveSampleSize.ofMean(x)).isGreaterThan(.9 * ROWS);
  }

  @Test
  void rowsWithAutocorrelationNinetyPercentCountForOneNineteenth() {
    double[] x = autoregression(.9, 2);
    assertThat(EffectiveSampleSize.ofAutoregression(x)).isEqualTo(ROWS / 19.0, within(60.0));
    assertThat(EffectiveSampleSize.ofMean(x)).isEqualTo(ROWS / 19.0, within(110.0));
  }

  @Test
  void aCorrelationOfTwoSlowSeriesCountsByTheProductOfTheirAutocorrelations() {
    double[] x = autoregression(.9, 3);
    double[] y = autoregression(.9, 4);
    double expected = ROWS * (1 - .81) / (1 + .81);
    assertThat(EffectiveSampleSize.ofCorrelation(x, y, Runs.single(ROWS)))
        .isEqualTo(expected, within(.25 * expected));
    double fast = EffectiveSampleSize.ofCorrelation(x, autoregression(0, 5), Runs.single(ROWS));
    assertThat(fast).isGreaterThan(.9 * ROWS);
  }

  @Test
  void aTraitThatIsConstantPerSubjectCountsOncePerSubject() {
    SplittableRandom random = new SplittableRandom(6);
    int subjects = 40;
    double[] trait = new double[ROWS];
    int[] start = new int[subjects + 1];
    for (int s = 0; s < subjects; s++) {
      start[s + 1] = (s + 1) * (ROWS / subjects);
      java.util.Arrays.fill(trait, start[s], start[s + 1], random.nextGaussian());
    }
    assertThat(EffectiveSampleSize.ofMean(trait, new Runs(start))).isEqualTo(subjects, within(1.0));
  }

  @Test
  void alternatingRowsAreNotCreditedBeyondTheirNumber() {
    double[] x = new double[100];
    java.util.Arrays.setAll(x, i -> i % 2);
    assertThat(EffectiveSampleSize.ofMean(x)).isEqualTo(100);
    assertThat(EffectiveSampleSize.ofAutoregression(x)).isEqualTo(100);
  }

  @Test
  void aConstantCountsAsOneRow() {
    assertThat(EffectiveSampleSize.ofMean(new double[50])).isEqualTo(1);
  }

  @Test
  void runsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> EffectiveSampleSize.ofMean(new double[5], Runs.single(6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 rows")
        .hasMessageContaining("6 rows");
  }
}
