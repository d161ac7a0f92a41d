package io.headwater.model.coupled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.CounterRandom;
import io.headwater.model.Whitening;
import java.util.random.RandomGenerator;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FastIcaTest {
  private static final int DIMENSIONS = 5;
  private static final int ROWS = 4000;

  private enum Law {
    LAPLACE,
    UNIFORM,
    GAUSSIAN;

    double draw(RandomGenerator random) {
      double u = random.nextDouble() - 0.5;
      return switch (this) {
        case LAPLACE -> -Math.signum(u) * Math.log(1 - 2 * Math.abs(u));
        case UNIFORM -> u;
        case GAUSSIAN -> random.nextGaussian();
      };
    }
  }

  private static SimpleMatrix mixing(long seed) {
    return FastIca.start(DIMENSIONS, seed);
  }

  /** Sources mixed by a matrix, [row][dimension]. */
  private static double[][] mixed(Law law, SimpleMatrix mixing, long seed) {
    RandomGenerator random = CounterRandom.at(seed, 1, 0);
    double[][] rows = new double[ROWS][DIMENSIONS];
    for (double[] row : rows) {
      for (int s = 0; s < DIMENSIONS; s++) {
        double source = law.draw(random);
        for (int d = 0; d < DIMENSIONS; d++) {
          row[d] += mixing.get(d, s) * source + 3.0 / ROWS;
        }
      }
    }
    return rows;
  }

  private static SimpleMatrix unmixing(double[][] rows, long seed) {
    Whitening whitening = Whitening.of(rows);
    SimpleMatrix start = FastIca.start(DIMENSIONS, seed);
    return FastIca.solve(whitening.apply(rows), start).rotation().mult(whitening.matrix());
  }

  @ParameterizedTest
  @EnumSource(
      value = Law.class,
      names = {"LAPLACE", "UNIFORM"})
  void mixedSourcesAreFoundUpToOrderSignAndScaleFromAnyStart(Law law) {
    SimpleMatrix mixing = mixing(21);
    double[][] rows = mixed(law, mixing, 22);
    for (long start = 1; start <= 3; start++) {
      SimpleMatrix found = unmixing(rows, start);
      assertThat(AmariDistance.ofProduct(found.mult(mixing))).isLessThan(0.05);
    }
  }

  @Test
  void ofGaussianSourcesOtherRowsGiveOtherComponents() {
    for (int seed = 1; seed <= 2; seed++) {
      SimpleMatrix mixing = mixing(30 + seed);
      SimpleMatrix first = unmixing(mixed(Law.GAUSSIAN, mixing, 40 + seed), 1);
      SimpleMatrix second = unmixing(mixed(Law.GAUSSIAN, mixing, 50 + seed), 2);
      assertThat(AmariDistance.between(first, second)).isBetween(0.2, 1.0);
      SimpleMatrix laplace = unmixing(mixed(Law.LAPLACE, mixing, 40 + seed), 1);
      SimpleMatrix again = unmixing(mixed(Law.LAPLACE, mixing, 50 + seed), 2);
      assertThat(AmariDistance.between(laplace, again)).isLessThan(0.05);
    }
  }

  @Test
  void componentsAreWhiteAndEqualRunsGiveEqualBits() {
    double[][] rows = mixed(Law.UNIFORM, mixing(3), 4);
    Whitening whitening = Whitening.of(rows);
    FastIca.Solution solution = FastIca.solve(whitening.apply(rows), FastIca.start(DIMENSIONS, 5));
    assertThat(solution.converged()).isTrue();
    Unmixing unmixing =
        new Unmixing(whitening.centre(), solution.rotation().mult(whitening.matrix()));
    double[][] covariance = covariance(unmixing.apply(rows));
    for (int i = 0; i < DIMENSIONS; i++) {
      for (int j = 0; j < DIMENSIONS; j++) {
        assertThat(covariance[i][j]).isCloseTo(i == j ? 1 : 0, within(1e-8));
      }
    }
    SimpleMatrix again =
        FastIca.solve(whitening.apply(rows), FastIca.start(DIMENSIONS, 5)).rotation();
    assertThat(again.getDDRM().data).isEqualTo(solution.rotation().getDDRM().data);
  }

  private static double[][] covariance(double[][] rows) {
    double[][] sum = new double[DIMENSIONS][DIMENSIONS];
    for (double[] row : rows) {
      for (int i = 0; i < DIMENSIONS; i++) {
        for (int j = 0; j < DIMENSIONS; j++) {
          sum[i][j] += row[i] * row[j] / rows.length;
        }
      }
    }
    return sum;
  }

  @Test
  void theSpectrumTellsTheVariancesAndADeadDirectionIsNotBlownUp() {
    RandomGenerator random = CounterRandom.at(6, 0, 0);
    double[][] rows = new double[ROWS][3];
    for (double[] row : rows) {
      row[0] = 2 * random.nextGaussian();
      row[1] = 1e-9 * random.nextGaussian();
      row[2] = random.nextGaussian();
    }
    Whitening whitening = Whitening.of(rows);
    assertThat(whitening.spectrum()[0]).isCloseTo(4, within(0.3));
    assertThat(whitening.spectrum()[1]).isCloseTo(1, within(0.1));
    assertThat(whitening.spectrum()[2]).isLessThan(1e-10);
    double dead = 0;
    for (double[] row : whitening.apply(rows)) {
      dead = Math.max(dead, Math.abs(row[2]));
    }
    assertThat(dead).isLessThan(1e-4);
  }

  @Test
  void shapesHaveTheirKnownFigures() {
    assertThat(shape(Law.GAUSSIAN).excessKurtosis()).isCloseTo(0, within(0.1));
    assertThat(shape(Law.GAUSSIAN).negentropy()).isCloseTo(0, within(0.001));
    assertThat(shape(Law.UNIFORM).excessKurtosis()).isCloseTo(-1.2, within(0.05));
    assertThat(shape(Law.UNIFORM).negentropy()).isCloseTo(0.056, within(0.005));
    assertThat(shape(Law.LAPLACE).excessKurtosis()).isCloseTo(3, within(0.5));
    assertThat(shape(Law.LAPLACE).negentropy()).isCloseTo(0.105, within(0.02));
  }

  private static NonGaussianity shape(Law law) {
    RandomGenerator random = CounterRandom.at(7, 0, 0);
    double[] values = new double[40_000];
    for (int r = 0; r < values.length; r++) {
      values[r] = 5 + 2 * law.draw(random);
    }
    return NonGaussianity.of(values);
  }

  @Test
  void theDistanceIgnoresOrderSignAndScale() {
    SimpleMatrix permuted = new SimpleMatrix(new double[][] {{0, -3, 0}, {0, 0, 0.1}, {7, 0, 0}});
    assertThat(AmariDistance.ofProduct(permuted)).isZero();
    SimpleMatrix unmixing = mixing(8);
    double[][] turned = {{0.8, 0.6}, {-0.6, 0.8}};
    assertThat(AmariDistance.between(unmixing, unmixing)).isCloseTo(0, within(1e-9));
    assertThat(AmariDistance.ofProduct(new SimpleMatrix(turned))).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void evennessKnowsTheUniformLawsFromOthers() {
    RandomGenerator random = CounterRandom.at(9, 0, 0);
    double[][] gaussian = new double[4][ROWS];
    double[][] uniform = new double[4][ROWS];
    double[][] oneSided = new double[4][ROWS];
    for (int r = 0; r < ROWS; r++) {
      for (int k = 0; k < 4; k++) {
        gaussian[k][r] = random.nextGaussian();
        uniform[k][r] = random.nextDouble();
        oneSided[k][r] = gaussian[k][r] + (k == 0 ? 2 : 0);
      }
    }
    assertThat(Evenness.inBox(uniform)).isLessThan(0.1);
    assertThat(Evenness.inBox(gaussian)).isGreaterThan(1);
    assertThat(Evenness.onSphere(gaussian)).isLessThan(0.03); // directions are uniform
    assertThat(Evenness.onSphere(oneSided)).isGreaterThan(0.2);
    assertThat(Evenness.logPotential(gaussian)).isLessThan(Evenness.logPotential(oneSided));
  }

  @Test
  void noRowsAreRefused() {
    assertThatThrownBy(() -> FastIca.solve(new double[0][], FastIca.start(2, 1)))
        .hasMessageContaining("no rows");
  }
}
