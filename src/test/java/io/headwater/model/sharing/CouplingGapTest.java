package io.headwater.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.CounterRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CouplingGapTest {
  private static double[] gaussian(long stream, int rows) {
    RandomGenerator random = CounterRandom.at(3, 1, stream);
    double[] out = new double[rows];
    Arrays.setAll(out, r -> random.nextGaussian());
    return out;
  }

  private static CouplingGap of(double[] a, double[] c) {
    return CouplingGap.of(SortedSample.of(a), SortedSample.of(c));
  }

  @Test
  void aMonotoneFunctionCostsNothingEitherWay() {
    double[] a = gaussian(1, 500);
    double[] rising = Arrays.stream(a).map(x -> x + x * x * x).toArray();
    double[] falling = Arrays.stream(a).map(x -> -Math.tanh(x)).toArray();
    assertThat(of(a, rising).cost()).isCloseTo(0, within(1e-12));
    assertThat(of(a, rising).sign()).isEqualTo(1);
    assertThat(of(a, falling).cost()).isCloseTo(0, within(1e-12));
    assertThat(of(a, falling).sign()).isEqualTo(-1);
  }

  @Test
  void independentComponentsOfOneShapeCostAboutOne() {
    assertThat(of(gaussian(1, 2000), gaussian(2, 2000)).cost()).isBetween(0.9, 1.05);
  }

  /** The two ways to write it: pairing against sorted pairing, and distances against transport. */
  @Test
  void equalsHalfTheDistanceOfThePairingBeyondOptimalTransport() {
    double[] a = gaussian(1, 64);
    double[] c = gaussian(2, 64);
    for (int r = 0; r < c.length; r++) {
      c[r] = 0.6 * a[r] + 0.8 * c[r];
    }
    double[] x = a.clone();
    double[] y = c.clone();
    Arrays.sort(x);
    Arrays.sort(y);
    double gap = 0;
    for (int r = 0; r < a.length; r++) {
      gap += (a[r] - c[r]) * (a[r] - c[r]) - (x[r] - y[r]) * (x[r] - y[r]);
    }
    assertThat(of(a, c).cost()).isCloseTo(gap / 2 / a.length, within(1e-12));
  }

  @Test
  void gradientAgreesWithCentralDifferences() {
    double[] a = gaussian(1, 40);
    double[] c = gaussian(2, 40);
    for (int r = 0; r < c.length; r++) {
      c[r] -= 0.9 * a[r];
    }
    CouplingGap gap = of(a, c);
    assertThat(gap.sign()).isEqualTo(-1);
    double step = 1e-6;
    for (int r = 0; r < a.length; r++) {
      assertThat(gap.firstGradient()[r])
          .isCloseTo((moved(a, c, r, step) - moved(a, c, r, -step)) / 2 / step, within(1e-6));
      assertThat(gap.secondGradient()[r])
          .isCloseTo((moved(c, a, r, step) - moved(c, a, r, -step)) / 2 / step, within(1e-6));
    }
  }

  private static double moved(double[] a, double[] c, int row, double step) {
    double[] moved = a.clone();
    moved[row] += step;
    return of(moved, c).cost();
  }

  @Test
  void normalScoresHaveTheSlopeTheySayAndUndoThemselves() {
    double[] sample = Arrays.stream(gaussian(4, 300)).map(Math::exp).sorted().toArray();
    NormalScores scores = NormalScores.of(sample);
    double step = 1e-7;
    for (double value : new double[] {0.2, 0.77, 1.9, 30}) {
      double slope = (scores.score(value + step) - scores.score(value - step)) / 2 / step;
      assertThat(scores.slope(value)).isCloseTo(slope, within(1e-5));
      assertThat(scores.value(scores.score(value))).isCloseTo(value, within(1e-9));
    }
    assertThat(scores.score(1)).isCloseTo(0, within(0.15)); // the median of a lognormal is 1
  }

  @Test
  void aConstantComponentIsNeverAMatch() {
    double[] constant = new double[300];
    double[] a = gaussian(1, 300);
    CouplingGap gap = GaussianColumn.gap(GaussianColumn.of(constant), GaussianColumn.of(a));
    assertThat(gap.firstGradient()).containsOnly(0);
    assertThat(gap.cost()).isEqualTo(1);
  }
}
