package io.headwater.estimator.partial;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.LatentNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectionConditionTest {
  private static final List<LatentNode> NODES =
      List.of(
          LatentNode.of("a", 0).sharedWith(List.of("b.z0")),
          LatentNode.of("a", 1),
          LatentNode.of("b", 0).sharedWith(List.of("a.z0")),
          LatentNode.of("b", 1));

  private static final CausalGraph JOINED =
      CausalGraph.sorted(NODES, List.of(CausalEdge.known("a.z0", "b.z1")));
  private static final CausalGraph APART =
      CausalGraph.sorted(NODES, List.of(CausalEdge.known("a.z1", "b.z1")));

  private static ConditionFinding of(double gain, CausalGraph graph) {
    return DirectionCondition.of(gain, graph, 1000);
  }

  @Test
  void whatIsGainedByForbiddenEdgesRefutesTheMask() {
    assertThat(of(.05, JOINED).status()).isEqualTo(FindingStatus.REFUTED);
    assertThat(of(.05, APART).status()).isEqualTo(FindingStatus.REFUTED);
  }

  @Test
  void anEdgeThatMayRunTheOtherWaySupportsNothing() {
    ConditionFinding finding = of(.001, JOINED);
    assertThat(finding.status()).isEqualTo(FindingStatus.NOT_TESTABLE);
    assertThat(finding.consequence()).contains("the 1 from shared to specific");
  }

  @Test
  void withoutEdgesBetweenTheKindsNoGainIsSupport() {
    assertThat(of(-.003, APART).status()).isEqualTo(FindingStatus.SUPPORTED);
  }

  @Test
  void whatWasNotAskedIsNotTested() {
    assertThat(of(Double.NaN, APART).status()).isEqualTo(FindingStatus.NOT_TESTABLE);
  }
}
