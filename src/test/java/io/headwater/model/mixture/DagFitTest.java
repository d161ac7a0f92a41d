package io.headwater.model.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.graph.Cpdag;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class DagFitTest {
  private static final OutcomeSpace SPACE = new OutcomeSpace(List.of(2, 3, 2));
  private static final List<String> NAMES = List.of("a", "b", "c");

  /** Masses of a table given as unnormalised weight of (a, b, c). */
  private static double[] masses(ToDoubleFunction<int[]> weight) {
    double[] masses = new double[SPACE.size()];
    for (int c = 0; c < masses.length; c++) {
      int[] k = {SPACE.category(c, 0), SPACE.category(c, 1), SPACE.category(c, 2)};
      masses[c] = weight.applyAsDouble(k);
    }
    double sum = Arrays.stream(masses).sum();
    return Arrays.stream(masses).map(m -> m / sum).toArray();
  }

  /** a → b → c, strongly. */
  private static double[] chain() {
    return masses(
        k ->
            (k[0] == 0 ? 0.6 : 0.4)
                * (k[1] == k[0] ? 0.7 : 0.15)
                * ((k[1] > 0) == (k[2] > 0) ? 0.8 : 0.2));
  }

  /** a → c ← b. */
  private static double[] collider() {
    return masses(k -> (1 + k[1]) * ((k[0] + k[1] > 1) == (k[2] > 0) ? 0.85 : 0.15));
  }

  @Test
  void tablesOfAnyAcyclicWeightsSumToOne() {
    SplittableRandom random = new SplittableRandom(1);
    double[] xi = {0.4, -1, 2};
    double[][] edges = NodePotentials.edges(new double[] {0.3, -1, 0.2}, xi, 1);
    double[][] tables = new double[3][SPACE.size()];
    for (double[] table : tables) {
      for (int c = 0; c < table.length; c++) {
        table[c] = random.nextGaussian();
      }
    }
    double[] log = new OutcomeTables(SPACE).logProbabilities(tables, edges);
    assertThat(Arrays.stream(log).map(Math::exp).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void aNodeWithoutAnEdgeHasNoInfluence() {
    double[][] tables = new double[3][SPACE.size()];
    for (int c = 0; c < SPACE.size(); c++) {
      tables[2][c] = 3 * SPACE.category(c, 0) * SPACE.category(c, 2);
    }
    double[] log = new OutcomeTables(SPACE).logProbabilities(tables, new double[3][3]);
    assertThat(log[SPACE.outcome(0, 1, 1)]).isCloseTo(log[SPACE.outcome(1, 1, 1)], within(1e-12));
  }

  @Test
  void theGradientIsThatOfDifferences() {
    DagFit fit = new DagFit(SPACE, chain(), 500);
    SplittableRandom random = new SplittableRandom(2);
    double[] theta = new double[3 + 3 + 3 * SPACE.size()];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = random.nextGaussian();
    }
    double[] gradient = new double[theta.length];
    fit.objective(theta, 1.5, gradient);
    double[] ignored = new double[theta.length];
    for (int i = 0; i < theta.length; i++) {
      double kept = theta[i];
      theta[i] = kept + 1e-6;
      double plus = fit.objective(theta, 1.5, ignored);
      theta[i] = kept - 1e-6;
      double minus = fit.objective(theta, 1.5, ignored);
      theta[i] = kept;
      assertThat(gradient[i]).isCloseTo((plus - minus) / 2e-6, within(1e-6));
    }
  }

  @Test
  void aChainIsFoundAndItsDirectionsAreLeftOpen() {
    DagFit fit = new DagFit(SPACE, chain(), 2000);
    boolean[][] dag = fit.fit(1);
    Cpdag cpdag = Cpdag.ofDag(NAMES, dag);
    assertThat(cpdag.toString()).isEqualTo("a -- b\nb -- c\n");
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        if (dag[i][j]) {
          assertThat(fit.reversalGap(dag, i, j)).isZero();
        }
      }
    }
  }

  @Test
  void aColliderIsFoundAndReversingItCosts() {
    DagFit fit = new DagFit(SPACE, collider(), 2000);
    boolean[][] dag = fit.fit(1);
    assertThat(Cpdag.ofDag(NAMES, dag).toString()).isEqualTo("a -> c\nb -> c\n");
    assertThat(fit.reversalGap(dag, 0, 2)).isGreaterThan(1);
  }

  @Test
  void independentNodesGiveAnEmptyGraphAndThePenaltyIsWhy() {
    SplittableRandom random = new SplittableRandom(4);
    double[] counted = new double[SPACE.size()];
    for (int r = 0; r < 2000; r++) {
      counted[random.nextInt(SPACE.size())] += 1 / 2000.0;
    }
    boolean[][] empty = new boolean[3][3];
    boolean[][] full = {{false, true, true}, {false, false, true}, {false, false, false}};
    DagFit fit = new DagFit(SPACE, counted, 2000);
    assertThat(fit.fit(1)).isDeepEqualTo(empty);
    // Sampling noise alone makes the full graph likelier: without the penalty it would win.
    double[] fullLog = fit.logProbabilities(full);
    double[] emptyLog = fit.logProbabilities(empty);
    double gain = 0;
    for (int c = 0; c < counted.length; c++) {
      gain += counted[c] * (fullLog[c] - emptyLog[c]);
    }
    assertThat(gain).isPositive();
    assertThat(fit.cost(full)).isGreaterThan(fit.cost(empty));
  }

  @Test
  void probabilitiesOfTheRightGraphAreTheMasses() {
    double[] masses = chain();
    DagFit fit = new DagFit(SPACE, masses, 1e6);
    double[] log = fit.logProbabilities(fit.fit(1));
    for (int c = 0; c < masses.length; c++) {
      assertThat(Math.exp(log[c])).isCloseTo(masses[c], within(1e-4));
    }
  }
}
