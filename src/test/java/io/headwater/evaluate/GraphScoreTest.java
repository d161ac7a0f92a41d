package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Nine latents in three modalities; indices 0–2 are a, 3–5 are b, 6–8 are c. */
class GraphScoreTest {
  private static final LatentBlocks TRUTH = TrueLatents.drawn(1);

  private static boolean[][] graph(int[]... edges) {
    boolean[][] graph = new boolean[9][9];
    for (int[] edge : edges) {
      graph[edge[0]][edge[1]] = true;
    }
    return graph;
  }

  private static int[] edge(int from, int to) {
    return new int[] {from, to};
  }

  private static GraphScore score(LatentBlocks estimate, boolean[][] truth, boolean[][] learned) {
    return GraphScore.of(
        TRUTH,
        estimate,
        Mcc.within(
            TRUTH, estimate, Correlation.SPEARMAN.strengths(TRUTH.stacked(), estimate.stacked())),
        new IdentificationCase.Graphs(truth, learned));
  }

  @Test
  void aLearnedGraphIsComparedAfterRenaming() {
    GraphScore score =
        score(
            TrueLatents.permutedAndFlipped(TRUTH),
            graph(edge(0, 3), edge(3, 8), edge(0, 1)),
            graph(edge(2, 5), edge(5, 6), edge(2, 1)));
    assertThat(score.cross().shd()).isZero();
    assertThat(score.within().shd()).isZero();
    assertThat(score.cpdagShd()).hasValue(0);
  }

  @Test
  void missingExtraAndReversedEdgesAreCountedApart() {
    GraphScore score =
        score(
            TRUTH,
            graph(edge(0, 3), edge(1, 4), edge(2, 8), edge(0, 1)),
            graph(edge(0, 3), edge(4, 1), edge(5, 7)));
    assertThat(score.cross().missing()).hasSize(1);
    assertThat(score.cross().reversed()).hasSize(1);
    assertThat(score.cross().extra()).hasSize(1);
    assertThat(score.skeletonErrors()).isEqualTo(2);
    assertThat(score.within().missing()).hasSize(1);
    assertThat(score.crossCpdagShd()).as("a reversed single edge is equivalent").hasValue(2);
    assertThat(score.cpdagShd()).hasValue(3);
  }

  @Test
  void trivialGraphsAreScoredBeside() {
    GraphScore score =
        score(TRUTH, graph(edge(0, 3), edge(1, 4), edge(2, 8)), graph(edge(0, 3), edge(1, 4)));
    assertThat(score.references().empty()).isEqualTo(3);
    assertThat(score.references().full()).isEqualTo(24);
    assertThat(score.references().random())
        .isEqualTo(3 * (1 - 1.0 / 27) + 24 * 2.0 / 27, within(1e-12));
  }

  @Test
  void edgesOfASuperfluousLatentAreExtraAndOfAnAbsentOneMissing() {
    LatentBlocks fewer = TrueLatents.mapped(TRUTH, block -> new double[][] {block[0], block[1]});
    boolean[][] learned = new boolean[6][6];
    learned[0][2] = true;
    GraphScore lacking = score(fewer, graph(edge(0, 3), edge(2, 8)), learned);
    assertThat(lacking.cross().missing()).hasSize(1);
    assertThat(lacking.cross().found()).hasSize(1);

    double[] noise = TrueLatents.drawn(9).values().get(0)[0];
    LatentBlocks more =
        TrueLatents.mapped(TRUTH, block -> new double[][] {noise, block[0], block[1], block[2]});
    boolean[][] wide = new boolean[12][12];
    wide[0][5] = true;
    wide[1][5] = true;
    GraphScore abundant = score(more, graph(edge(0, 3)), wide);
    assertThat(abundant.cross().found()).hasSize(1);
    assertThat(abundant.cross().extra()).containsExactly(new GraphComparison.Edge("a.z3", "b.z0"));
  }

  @Test
  void aCyclicGraphHasNoEquivalenceClass() {
    GraphScore score = score(TRUTH, graph(edge(0, 3), edge(3, 0)), graph(edge(0, 3), edge(3, 0)));
    assertThat(score.cross().shd()).isZero();
    assertThat(score.cpdagShd()).isEqualTo(OptionalInt.empty());
  }
}
