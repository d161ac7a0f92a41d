package io.headwater.estimator.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.CausalGraph;
import io.headwater.model.mixture.DagFit;
import io.headwater.model.mixture.OutcomeSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The graph between nodes as it is told, from tables of outcomes that are known. */
final class CauseGraphTest {
  private static final OutcomeSpace SPACE = new OutcomeSpace(List.of(2, 2));
  private static final double ROWS = 400;

  private static CausalGraph graph(double... masses) {
    DagFit fit = new DagFit(SPACE, masses, ROWS);
    GraphEvidence evidence = new ListedEvidence(SPACE, fit, masses, ROWS, masses);
    return CauseGraph.of(SPACE, evidence, fit.fit(1), 1);
  }

  @Test
  void anEdgeThatEveryResampleFindsIsFoundInAllOfThemAndNotInMore() {
    CausalGraph graph = graph(0.4, 0.1, 0.1, 0.4);
    assertThat(graph.selectedEdges())
        .singleElement()
        .satisfies(
            edge -> {
              assertThat(edge.stability()).isEqualTo(1);
              assertThat(edge.hasDirection()).as("two nodes have no direction").isFalse();
            });
  }

  @Test
  void independentNodesHaveNoEdge() {
    CausalGraph graph = graph(0.25, 0.25, 0.25, 0.25);
    assertThat(graph.selectedEdges()).isEmpty();
    assertThat(graph.edges()).allMatch(edge -> edge.stability() < 0.5);
  }
}
