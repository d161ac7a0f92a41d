package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
  private static final int ROWS = 400;

  @Test
  void aStraightLineIsFound() {
    LinearProbe probe = LinearProbe.fit(rows(3, 0.01, 1));
    double[] predicted = probe.predict(new double[] {1, -2, 0.5});
    assertThat(predicted[0]).isCloseTo(line(1, -2), within(0.05));
    assertThat(predicted[1]).isCloseTo(-line(1, -2), within(0.05));
  }

  @Test
  void manyUselessFeaturesAreHeldDownByTheRidge() {
    // 60 features and 40 rows: without a ridge the fit would be perfect and worthless.
    LinearProbe.Rows few = rows(60, 3, 2, 40);
    LinearProbe probe = LinearProbe.fit(few);
    double fitted = error(probe, few);
    double fresh = error(probe, rows(60, 3, 3, ROWS));
    assertThat(fitted).isGreaterThan(1);
    assertThat(fresh).isLessThan(16); // the noise alone has 9, the line 5
  }

  @Test
  void heavyRowsCountMore() {
    double[][] same = new double[20][1];
    double[][] targets = new double[20][1];
    double[] weights = new double[20];
    List<String> groups = new ArrayList<>();
    for (int r = 0; r < 20; r++) {
      targets[r][0] = r % 2;
      weights[r] = r % 2 == 0 ? 1 : 3;
      groups.add("g" + r / 10);
    }
    LinearProbe probe = LinearProbe.fit(new LinearProbe.Rows(same, targets, weights, groups));
    assertThat(probe.predict(new double[] {0})[0]).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void rowsOfOneGroupCannotChooseARidge() {
    LinearProbe.Rows rows =
        new LinearProbe.Rows(
            new double[3][1], new double[3][1], new double[] {1, 1, 1}, List.of("a", "a", "a"));
    assertThatThrownBy(() -> LinearProbe.fit(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[a]");
  }

  private static double line(double first, double second) {
    return 3 + 2 * first - second;
  }

  private static LinearProbe.Rows rows(int features, double noise, long seed) {
    return rows(features, noise, seed, ROWS);
  }

  private static LinearProbe.Rows rows(int features, double noise, long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] x = new double[count][features];
    double[][] y = new double[count][2];
    List<String> groups = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      Arrays.setAll(x[r], k -> random.nextGaussian());
      double value = line(x[r][0], x[r][1]) + noise * random.nextGaussian();
      y[r] = new double[] {value, -value};
      groups.add("person " + r % 8);
    }
    double[] weights = new double[count];
    Arrays.fill(weights, 1);
    return new LinearProbe.Rows(x, y, weights, groups);
  }

  private static double error(LinearProbe probe, LinearProbe.Rows rows) {
    double sum = 0;
    for (int r = 0; r < rows.features().length; r++) {
      double off = probe.predict(rows.features()[r])[0] - rows.targets()[r][0];
      sum += off * off / rows.features().length;
    }
    return sum;
  }
}
