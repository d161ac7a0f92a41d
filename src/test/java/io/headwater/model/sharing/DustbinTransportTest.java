package io.headwater.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DustbinTransportTest {
  private static final double[][] COSTS = {{0.02, 0.9, 0.8}, {0.7, 0.95, 0.25}};

  @Test
  void pairsBelowTwiceKappaAreMatchedOneToOneAndTheRestStayAlone() {
    double[][] plan = new DustbinTransport(0.1, 0.01, 200).match(COSTS).plan();
    assertThat(plan[0][0]).isGreaterThan(0.99);
    assertThat(plan[1][2]).isLessThan(0.1); // .25 is more than .2
    double[][] generous = new DustbinTransport(0.2, 0.01, 200).match(COSTS).plan();
    assertThat(generous[1][2]).isGreaterThan(0.9);
    assertThat(generous[0][1] + generous[1][1]).isLessThan(0.01);
  }

  @Test
  void ofTwoRivalsTheCloserGetsThePartner() {
    double[][] plan =
        new DustbinTransport(0.1, 0.01, 200).match(new double[][] {{.1}, {.02}}).plan();
    assertThat(plan[1][0]).isGreaterThan(0.9);
    assertThat(plan[0][0]).isLessThan(0.1);
  }

  /** Brute force over all partial matchings of two by three. */
  @Test
  void hardMatchingCostsWhatTheBestPartialMatchingCosts() {
    double kappa = 0.3;
    double best = Double.POSITIVE_INFINITY;
    for (int first = -1; first < 3; first++) {
      for (int second = -1; second < 3; second++) {
        if (first >= 0 && first == second) {
          continue;
        }
        int matched = (first >= 0 ? 1 : 0) + (second >= 0 ? 1 : 0);
        double cost = kappa * (5 - 2 * matched);
        cost += first >= 0 ? COSTS[0][first] : 0;
        cost += second >= 0 ? COSTS[1][second] : 0;
        best = Math.min(best, cost);
      }
    }
    assertThat(new DustbinTransport(kappa, 0.003, 500).match(COSTS).cost())
        .isCloseTo(best, within(0.02));
  }

  /** The regularised optimum: its derivative by a cost is the plan, whatever the plan does. */
  @Test
  void thePlanIsTheDerivativeOfTheOptimumByTheCosts() {
    DustbinTransport transport = new DustbinTransport(0.3, 0.1, 2000);
    double[][] plan = transport.match(COSTS).plan();
    double step = 1e-5;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        double slope = (optimum(i, j, step) - optimum(i, j, -step)) / 2 / step;
        assertThat(plan[i][j]).isCloseTo(slope, within(1e-4));
      }
    }
  }

  /** Cost less blur times entropy, over the plan with its dustbins. */
  private static double optimum(int i, int j, double step) {
    double[][] costs = {COSTS[0].clone(), COSTS[1].clone()};
    costs[i][j] += step;
    DustbinTransport.Match match = new DustbinTransport(0.3, 0.1, 2000).match(costs);
    double value = match.cost();
    double corner = 0;
    for (double[] row : match.plan()) {
      double left = 1;
      for (double mass : row) {
        value += 0.1 * mass * Math.log(mass);
        left -= mass;
        corner += mass;
      }
      value += 0.1 * left * Math.log(left);
    }
    for (int k = 0; k < 3; k++) {
      double left = 1 - match.plan()[0][k] - match.plan()[1][k];
      value += 0.1 * left * Math.log(left);
    }
    return value + 0.1 * corner * Math.log(corner);
  }
}
