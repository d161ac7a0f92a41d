package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.List;

/**
 * Condition 4 by experiment: restarts that describe the data equally well must find the same
 * components. Disagreement shows that components are not determined; agreement does not prove them
 * right.
 */
final class ReplicaAgreement implements Condition {
  static final String NAME = "equally good restarts find the same components";

  /**
   * Rank correlation from which components count as the same. Modalities claimed on .980 to .985
   * were wrong three times in four; right ones have .989 and more.
   */
  static final double AGREE = 0.987;

  /** Rank correlation below which components count as different. */
  private static final double DISAGREE = 0.95;

  /** Two can agree by chance; three equally good restarts are asked for. */
  private static final int FEWEST = 3;

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    return Condition.ofEach(evidence, m -> examine(evidence, m));
  }

  private static ConditionFinding examine(Evidence evidence, int m) {
    double agreement = evidence.modality(m).agreement();
    FindingStatus status = status(evidence, m);
    String words =
        switch (status) {
          case NOT_TESTABLE -> "none: one modality alone determines no components";
          case REFUTED -> "block: read the latents of this modality as a space, not one by one";
          case SUPPORTED -> "component: necessary, not sufficient";
          case NOT_ENOUGH_DATA ->
              "component: undecided; %d equally good restarts".formatted(evidence.goodReplicas());
        };
    return Condition.finding(
        NAME,
        evidence.modality(m).name(),
        new Measured(agreement, 0, evidence.rowsOf(m).size()),
        AGREE,
        status,
        words);
  }

  static FindingStatus status(Evidence evidence, int m) {
    double agreement = evidence.modality(m).agreement();
    if (evidence.count() < 2) {
      return FindingStatus.NOT_TESTABLE;
    }
    if (evidence.goodReplicas() >= 2 && agreement < DISAGREE) {
      return FindingStatus.REFUTED;
    }
    return evidence.goodReplicas() >= FEWEST && agreement >= AGREE
        ? FindingStatus.SUPPORTED
        : FindingStatus.NOT_ENOUGH_DATA;
  }
}
