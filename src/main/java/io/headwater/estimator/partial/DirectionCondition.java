package io.headwater.estimator.partial;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.LatentNode;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether specific latents cause shared ones, which the mask forbids. That nothing is gained by
 * allowing it shows only where no link joins the two kinds: one that is there under the mask may as
 * well run the other way.
 */
final class DirectionCondition {
  static final String NAME = "shared latents are not caused by specific ones";

  /** Nats per window beyond sampling noise. */
  private static final double LEAST_GAIN = 0.02;

  private DirectionCondition() {}

  /**
   * @param gain what edges from specific to shared latents would gain, held-out nats per window;
   *     NaN when not asked
   * @param masked the graph that was found without them
   */
  static ConditionFinding of(double gain, CausalGraph masked, int rows) {
    long joined = joined(masked);
    FindingStatus status = FindingStatus.NOT_TESTABLE;
    String words =
        "block: allowing such edges gains nothing on held-out windows, but the %d from shared to specific latents may as well run the other way"
            .formatted(joined);
    if (Double.isNaN(gain)) {
      words = "block: no such edge was possible, or they were allowed";
    } else if (gain > LEAST_GAIN) {
      status = FindingStatus.REFUTED;
      words =
          "block: edges from specific to shared latents would describe the held-out windows better; the assumption on directions is doubtful";
    } else if (joined == 0) {
      status = FindingStatus.SUPPORTED;
      words =
          "component: no edge joins shared and specific latents, and allowing more gains nothing on held-out windows";
    }
    return new ConditionFinding(NAME, "all", gain, LEAST_GAIN, rows, status, words);
  }

  /** Selected edges between a shared and a specific latent. */
  private static long joined(CausalGraph graph) {
    Set<String> shared =
        graph.nodes().stream()
            .filter(node -> !node.sharedWith().isEmpty())
            .map(LatentNode::id)
            .collect(Collectors.toSet());
    return graph.selectedEdges().stream().filter(edge -> joins(edge, shared)).count();
  }

  private static boolean joins(CausalEdge edge, Set<String> shared) {
    return shared.contains(edge.source()) != shared.contains(edge.target());
  }
}
