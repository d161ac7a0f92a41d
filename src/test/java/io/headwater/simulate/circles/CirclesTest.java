package io.headwater.simulate.circles;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.Acyclicity;
import io.headwater.simulate.circles.CirclesSettings.Causes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CirclesTest {
  private static final int ROWS = 2000;

  private static Circles circles(CirclesSettings settings) {
    return new Circles(settings.withSamples(ROWS));
  }

  /** Correlation of two causes over all rows. */
  private static double correlation(Circles circles, int a, int b) {
    double[] sum = new double[5];
    for (int r = 0; r < ROWS; r++) {
      double[] causes = circles.row(r).causes();
      sum[0] += causes[a];
      sum[1] += causes[b];
      sum[2] += causes[a] * causes[a];
      sum[3] += causes[b] * causes[b];
      sum[4] += causes[a] * causes[b];
    }
    double covariance = sum[4] / ROWS - sum[0] * sum[1] / ROWS / ROWS;
    double varianceA = sum[2] / ROWS - sum[0] * sum[0] / ROWS / ROWS;
    double varianceB = sum[3] / ROWS - sum[1] * sum[1] / ROWS / ROWS;
    return covariance / Math.sqrt(varianceA * varianceB);
  }

  @Test
  void everySeedHasAGraphOfTwoEdgesAndSeedsDiffer() {
    Set<String> graphs = new HashSet<>();
    for (long seed = 1; seed <= 20; seed++) {
      boolean[][] dag = circles(CirclesSettings.of(seed)).dag();
      assertThat(Acyclicity.holds(dag)).isTrue();
      int edges = 0;
      for (boolean[] row : dag) {
        for (boolean edge : row) {
          edges += edge ? 1 : 0;
        }
      }
      assertThat(edges).isEqualTo(2);
      graphs.add(Arrays.deepToString(dag));
    }
    assertThat(graphs).hasSizeGreaterThan(5);
  }

  @Test
  void joinedCausesDependOnEachOtherAndIndependentOnesDoNot() {
    for (long seed = 1; seed <= 5; seed++) {
      Circles circles = circles(CirclesSettings.of(seed));
      Circles alone = circles(CirclesSettings.of(seed).withCauses(Causes.INDEPENDENT));
      for (int i = 0; i < Circles.CAUSES; i++) {
        for (int j = 0; j < Circles.CAUSES; j++) {
          if (i != j && circles.dag()[i][j]) {
            assertThat(correlation(circles, i, j)).isGreaterThan(0.2);
          }
          if (i != j) {
            assertThat(Math.abs(correlation(alone, i, j))).isLessThan(0.1);
          }
        }
      }
    }
  }

  @Test
  void allEightOutcomesOccurAndABlobHasNone() {
    Set<String> outcomes = new HashSet<>();
    Set<Double> values = new HashSet<>();
    Circles clusters = circles(CirclesSettings.of(3));
    Circles blob = circles(CirclesSettings.of(3).withCauses(Causes.BLOB));
    for (int r = 0; r < ROWS; r++) {
      outcomes.add(Arrays.toString(clusters.row(r).causes()));
      values.add(blob.row(r).causes()[0]);
    }
    assertThat(outcomes).hasSize(8);
    assertThat(values).hasSizeGreaterThan(ROWS - 10);
  }

  @Test
  void aLargeBlueCircleShowsBlueAndItsCurveYieldsHigh() {
    Circles circles = circles(CirclesSettings.of(2));
    double blue = 0;
    double red = 0;
    double high = 0;
    double low = 0;
    for (int r = 0; r < ROWS; r++) {
      CircleRow row = circles.row(r);
      boolean isBlue = row.causes()[0] > 0.5;
      for (int pixel = 0; pixel < Circles.SIDE * Circles.SIDE; pixel++) {
        double more = row.picture()[3 * pixel + 2] - row.picture()[3 * pixel];
        blue += isBlue ? more : 0;
        red += isBlue ? 0 : more;
      }
      high += isBlue ? row.curve()[Circles.STRAINS / 2] : 0;
      low += isBlue ? 0 : row.curve()[Circles.STRAINS / 2];
    }
    assertThat(blue).isPositive();
    assertThat(red).isNegative();
    assertThat(high).isGreaterThan(low);
  }

  @Test
  void missingRowsLackOneModalityAndShuffledCurvesBelongToOthers() {
    Circles whole = circles(CirclesSettings.of(4));
    Circles missing = circles(CirclesSettings.of(4).withMissing(0.3));
    Circles shuffled = circles(CirclesSettings.of(4).withShuffledPairing());
    int lacking = 0;
    int moved = 0;
    for (int r = 0; r < ROWS; r++) {
      CircleRow row = missing.row(r);
      assertThat(row.picture() == null && row.curve() == null).isFalse();
      lacking += row.picture() == null || row.curve() == null ? 1 : 0;
      float[] own = whole.row(r).curve();
      moved += Arrays.equals(own, shuffled.row(r).curve()) ? 0 : 1;
      assertThat(shuffled.row(r).picture()).isEqualTo(whole.row(r).picture());
    }
    assertThat(lacking).isBetween(500, 700);
    assertThat(moved).isGreaterThan(ROWS - 10);
  }
}
