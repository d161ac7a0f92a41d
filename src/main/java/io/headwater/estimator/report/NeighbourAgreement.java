package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sparse links tell the axes of two modalities together: where restarts disagree about every
 * modality that one is linked to, its own axes rest on links to axes that the data do not
 * determine, however well restarts agree about it. So it was with causal edges within modalities
 * and two modalities, where one side agreed to .998 on wrong axes and the other to .94.
 */
final class NeighbourAgreement implements Condition {
  static final String NAME = "equally good restarts agree about a modality that is linked to it";

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    return Condition.ofEach(evidence, m -> examine(evidence, m));
  }

  private static ConditionFinding examine(Evidence evidence, int m) {
    int own = m;
    int[] neighbours =
        evidence.solved()
            ? IntStream.range(0, evidence.count())
                .filter(n -> n != own && linked(evidence, own, n))
                .toArray()
            : new int[0];
    double best =
        IntStream.of(neighbours)
            .mapToDouble(n -> evidence.modality(n).agreement())
            .filter(agreement -> !Double.isNaN(agreement))
            .max()
            .orElse(Double.NaN);
    FindingStatus status = status(evidence, neighbours);
    return Condition.finding(
        NAME,
        evidence.modality(m).name(),
        new Measured(best, 0, evidence.rowsOf(m).size()),
        ReplicaAgreement.AGREE,
        status,
        words(status, evidence, neighbours));
  }

  private static FindingStatus status(Evidence evidence, int[] neighbours) {
    if (!evidence.solved()) {
      return FindingStatus.NOT_ENOUGH_DATA;
    }
    if (neighbours.length == 0) {
      return FindingStatus.NOT_TESTABLE;
    }
    List<FindingStatus> all =
        IntStream.of(neighbours).mapToObj(n -> ReplicaAgreement.status(evidence, n)).toList();
    if (all.contains(FindingStatus.SUPPORTED)) {
      return FindingStatus.SUPPORTED;
    }
    return all.stream().allMatch(FindingStatus.REFUTED::equals)
        ? FindingStatus.REFUTED
        : FindingStatus.NOT_ENOUGH_DATA;
  }

  private static String words(FindingStatus status, Evidence evidence, int[] neighbours) {
    List<String> names =
        IntStream.of(neighbours).mapToObj(n -> "'" + evidence.modality(n).name() + "'").toList();
    return switch (status) {
      case SUPPORTED -> "component: its links lead to axes that restarts agree about";
      case REFUTED ->
          "block: restarts disagree about all that it is linked to (%s), so that its own axes rest on nothing determined"
              .formatted(String.join(", ", names));
      case NOT_TESTABLE -> "none: it is linked to no modality";
      case NOT_ENOUGH_DATA -> "component: undecided";
    };
  }

  private static boolean linked(Evidence evidence, int m, int n) {
    int first = evidence.firstNode(m);
    int other = evidence.firstNode(n);
    for (int a = first; a < first + evidence.modality(m).latentCount(); a++) {
      for (int b = other; b < other + evidence.modality(n).latentCount(); b++) {
        if (evidence.neighbours(a, b)) {
          return true;
        }
      }
    }
    return false;
  }
}
