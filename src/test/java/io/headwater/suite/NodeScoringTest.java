package io.headwater.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.graph.CausalEdge;
import io.headwater.simulate.SimulatedRow;
import io.headwater.simulate.SimulatedRows;
import io.headwater.simulate.circles.Circles;
import io.headwater.simulate.circles.CirclesPreset;
import io.headwater.simulate.circles.CirclesRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Estimates that are the truth in another order, and others that are not. */
class NodeScoringTest {
  private static final int LEARNED = 100;

  /** Estimated nodes are true ones 2, 0, 1, the first with its categories the other way round. */
  private static final int[] TRUE_NODE = {2, 0, 1};

  @TempDir Path folder;

  private final SimulatedRows data =
      new CirclesRows(new Circles(CirclesPreset.W.settings(4).withSamples(600)), CirclesPreset.W);

  private NodeScores score(List<CausalEdge> edges, boolean someWrong) throws IOException {
    WrittenReplay replay = new WrittenReplay(folder, data);
    Path csv =
        replay.latents(
            List.of("causes.z0", "causes.z1", "causes.z2"), row -> estimates(row, someWrong));
    LearnedGraph graph =
        replay.graph(List.of("causes"), WrittenReplay.nodes("causes", 3), edges, "COMPONENT");
    return new NodeScoring(data, LEARNED).score(csv, graph).nodes();
  }

  private static double[] estimates(SimulatedRow row, boolean someWrong) {
    double[] causes = row.latents();
    boolean wrong = someWrong && row.subject().matches(".*[16]"); // four of twenty subjects
    double first = wrong ? causes[2] : 1 - causes[2];
    return new double[] {first, causes[0], causes[1]};
  }

  private List<CausalEdge> edgesInEstimatedOrder() {
    return data.truth().selectedEdges().stream()
        .map(edge -> edge.between(renamed(edge.source()), renamed(edge.target())))
        .toList();
  }

  private static String renamed(String id) {
    for (int k = 0; k < TRUE_NODE.length; k++) {
      if (id.equals("causes.z" + TRUE_NODE[k])) {
        return "causes.z" + k;
      }
    }
    throw new AssertionError(id);
  }

  @Test
  void namesOfNodesAndCategoriesDoNotCount() throws IOException {
    NodeScores right = score(edgesInEstimatedOrder(), false);
    assertThat(right.least()).isEqualTo(1);
    assertThat(right.chance()).isBetween(.6, .9);
    assertThat(right.skeletonErrors()).isZero();
    assertThat(right.cpdagRight()).isTrue();
  }

  @Test
  void aWrongCategoryAndAMissingLinkCount() throws IOException {
    NodeScores wrong = score(edgesInEstimatedOrder().subList(0, 1), true);
    assertThat(wrong.least()).isCloseTo(.8, within(1e-9));
    assertThat(wrong.mean()).isCloseTo((2 + wrong.least()) / 3, within(1e-9));
    assertThat(wrong.skeletonErrors()).isEqualTo(1);
    assertThat(wrong.cpdagRight()).isFalse();
  }
}
