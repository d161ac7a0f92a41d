package io.headwater.graph.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.graph.Acyclicity;
import io.headwater.graph.Cpdag;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PcAlgorithmTest {
  private static final List<String> ABCD = List.of("a", "b", "c", "d");

  @ParameterizedTest
  @EnumSource(ColliderConflict.class)
  void withPerfectTestsEveryEquivalenceClassOfFourNodesIsFound(ColliderConflict rule) {
    int graphs = 0;
    for (int code = 0; code < 729; code++) {
      boolean[][] dag = new boolean[4][4];
      int rest = code;
      for (int i = 0; i < 4; i++) {
        for (int j = i + 1; j < 4; j++) {
          dag[i][j] = rest % 3 == 1;
          dag[j][i] = rest % 3 == 2;
          rest /= 3;
        }
      }
      if (Acyclicity.holds(dag)) {
        graphs++;
        assertThat(new PcAlgorithm(.05, 4, rule).run(ABCD, new DSeparation(dag)))
            .isEqualTo(Cpdag.ofDag(ABCD, dag));
      }
    }
    assertThat(graphs).isEqualTo(543);
  }

  private static DSeparation chain() {
    boolean[][] dag = new boolean[4][4];
    dag[0][1] = true;
    dag[1][2] = true;
    dag[2][3] = true;
    return new DSeparation(dag);
  }

  @Test
  void aRequiredEdgeDirectsAWholeChain() {
    BackgroundKnowledge knowledge = BackgroundKnowledge.none(4).requiring(0, 1);
    assertThat(PcAlgorithm.atLevel(.05).run(ABCD, chain(), knowledge))
        .hasToString("a -> b\nb -> c\nc -> d\n");
  }

  @Test
  void tiersDirectEdgesBetweenThemAndForbidTheWayBack() {
    BackgroundKnowledge knowledge =
        BackgroundKnowledge.none(4).withTiers(List.of(List.of(2, 3), List.of(0, 1)));
    assertThat(PcAlgorithm.atLevel(.05).run(ABCD, chain(), knowledge))
        .hasToString("b -> a\nc -> b\nc -- d\n");
  }

  @Test
  void anEdgeThatIsForbiddenBothWaysIsNotThere() {
    BackgroundKnowledge knowledge = BackgroundKnowledge.none(4).forbidding(1, 2).forbidding(2, 1);
    Cpdag found = PcAlgorithm.atLevel(.05).run(ABCD, chain(), knowledge);
    assertThat(found.adjacent(1, 2)).isFalse();
    assertThat(found.adjacent(0, 1)).isTrue();
  }

  @Test
  void anEdgeBothRequiredAndForbiddenIsRefused() {
    assertThatThrownBy(() -> BackgroundKnowledge.none(4).requiring(0, 1).forbidding(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 → 1");
  }

  @Test
  void withItsEffectiveSampleSizeFishersZKeepsItsLevelUnderAutocorrelation() {
    SplittableRandom random = new SplittableRandom(1);
    int rows = 800;
    double rho = .9;
    double effective = rows * (1 - rho * rho) / (1 + rho * rho);
    int trials = 300;
    int naive = 0;
    int corrected = 0;
    for (int t = 0; t < trials; t++) {
      double[][] x = new double[2][rows];
      for (double[] series : x) {
        series[0] = random.nextGaussian();
        for (int i = 1; i < rows; i++) {
          series[i] = rho * series[i - 1] + Math.sqrt(1 - rho * rho) * random.nextGaussian();
        }
      }
      naive += new FisherZ(x, rows).pValue(0, 1, new int[0]) < .05 ? 1 : 0;
      corrected += new FisherZ(x, effective).pValue(0, 1, new int[0]) < .05 ? 1 : 0;
    }
    assertThat(corrected / (double) trials).isEqualTo(.05, within(.03));
    assertThat(naive / (double) trials).isGreaterThan(.4);
  }

  /** A table worked by hand: counts 30 10 / 10 30, all expected 20. */
  @Test
  void contingencyStatisticsHaveTheirKnownTails() {
    int[][] columns = new int[2][80];
    for (int r = 0; r < 80; r++) {
      columns[0][r] = r < 40 ? 0 : 1;
      columns[1][r] = r < 30 || r >= 70 ? 0 : 1;
    }
    int[] nothing = {};
    assertThat(
            new ContingencyTest(columns, 80, ContingencyTest.Statistic.CHI_SQUARE)
                .pValue(0, 1, nothing))
        .as("chi-square 20, one degree")
        .isEqualTo(7.744e-6, within(1e-8));
    assertThat(
            new ContingencyTest(columns, 80, ContingencyTest.Statistic.G_SQUARE)
                .pValue(0, 1, nothing))
        .as("G² 20.93, one degree")
        .isEqualTo(4.766e-6, within(2e-8));
    assertThat(
            new ContingencyTest(columns, 16, ContingencyTest.Statistic.CHI_SQUARE)
                .pValue(0, 1, nothing))
        .as("chi-square 4, one degree")
        .isEqualTo(.0455, within(1e-4));
  }

  @Test
  void aConstantColumnIsRefused() {
    assertThatThrownBy(() -> new FisherZ(new double[2][10], 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("constant");
  }
}
