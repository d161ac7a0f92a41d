package io.headwater.graph.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.Cpdag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the output of causal-learn on the same files, and against the true graphs. */
class PcReferenceTest {
  private static final double ALPHA = .05;

  /** Last column: SHD of the reference's output, and so of ours, to the true class. */
  @ParameterizedTest
  @CsvSource({
    "asia.txt, asia, 5",
    "cancer.txt, cancer, 2",
    "earthquake.txt, earthquake, 0",
    "survey.txt, survey, 2",
    "sachs.txt, sachs, 14",
    "child.txt, child, 9",
    "insurance.txt, insurance, 25",
    "water.txt, water, 39",
    "alarm.txt.gz, alarm, 5"
  })
  void discreteDataGiveTheReferenceGraph(String data, String name, int toTruth) {
    CausalFiles.Table table = CausalFiles.table("bnlearn10000/data/" + data);
    ContingencyTest test =
        new ContingencyTest(
            table.codes(), table.columns()[0].length, ContingencyTest.Statistic.CHI_SQUARE);
    Cpdag found = PcAlgorithm.atLevel(ALPHA).run(table.names(), test);
    Cpdag reference =
        CausalFiles.reference("bnlearn10000/pc_chisq_0.05/" + name + ".txt", table.names());
    Cpdag truth = CausalFiles.truth("bnlearn10000/truth/" + name + ".graph.txt", table.names());
    assertThat(found.shd(reference)).as("distance to the reference's output").isZero();
    assertThat(found.shd(truth)).as("distance to the truth").isEqualTo(toTruth);
  }

  @ParameterizedTest
  @CsvSource({"LAST, 0_0, 9", "MOST_INDEPENDENT_WITHOUT_MIDDLE, 0_4, 9"})
  void gaussianDataGiveTheReferenceGraph(ColliderConflict rule, String settings, int toTruth) {
    CausalFiles.Table table = CausalFiles.table("linear20/data_linear_10.txt.gz");
    FisherZ test = new FisherZ(table.columns(), table.columns()[0].length);
    Cpdag found = new PcAlgorithm(ALPHA, Integer.MAX_VALUE, rule).run(table.names(), test);
    Cpdag reference =
        CausalFiles.reference(
            "linear20/linear_10_pc_fisherz_0.05_stable_" + settings + ".txt", table.names());
    Cpdag truth = CausalFiles.truth("linear20/graph.10.txt", table.names());
    assertThat(found.shd(reference)).as("distance to the reference's output").isZero();
    assertThat(found.shd(truth)).as("distance to the truth").isEqualTo(toTruth);
  }

  /**
   * The rows pool interventions, which PC does not know of: it joins 22 pairs of which 10 are among
   * the 20 of the consensus, where 8 would be by chance. Kept so that nobody claims otherwise.
   */
  @Test
  void pooledInterventionsAreNotUnravelled() {
    CausalFiles.Table table = CausalFiles.table("sachs/sachs.2005.continuous.txt");
    double[][] logs =
        Arrays.stream(table.columns())
            .map(column -> Arrays.stream(column).map(Math::log).toArray())
            .toArray(double[][]::new);
    Cpdag found = PcAlgorithm.atLevel(ALPHA).run(table.names(), new FisherZ(logs, logs[0].length));
    Cpdag truth = CausalFiles.truth("sachs/sachs.2005.ground.truth.graph.txt", table.names());
    assertThat(found.edges()).isEqualTo(22);
    assertThat(found.skeletonErrors(truth)).isEqualTo(22).isGreaterThan(truth.edges());
    assertThat(found.shd(truth)).isEqualTo(31);
  }

  @Test
  void experimentalConditionsInAnEarlierTierAreNeverCaused() {
    CausalFiles.Table table =
        CausalFiles.table("sachs/sachs.2005.continuous.discrete.experimental.mixed.maximum.2.txt");
    List<Integer> proteins = IntStream.range(0, 11).boxed().toList();
    List<Integer> conditions = IntStream.range(11, table.names().size()).boxed().toList();
    Cpdag found =
        PcAlgorithm.atLevel(ALPHA)
            .run(
                table.names(),
                new FisherZ(table.columns(), table.columns()[0].length),
                BackgroundKnowledge.none(table.names().size())
                    .withTiers(List.of(conditions, proteins)));
    int directed = 0;
    for (int condition : conditions) {
      for (int protein : proteins) {
        assertThat(found.directed(protein, condition)).isFalse();
        assertThat(found.undirected(protein, condition)).isFalse();
        directed += found.directed(condition, protein) ? 1 : 0;
      }
    }
    assertThat(directed).as("conditions that act on proteins").isGreaterThan(9);
  }
}
