package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Condition 4 by experiment: restarts that describe the data equally well must find the same
 * components. Disagreement shows that components are not determined; agreement does not prove them
 * right.
 */
final class ReplicaAgreement implements Condition {
  static final String NAME = "equally good restarts find the same components";

  /** Rank correlation from which components count as the same, and below which as different. */
  private static final double AGREE = 0.98;

  private static final double DISAGREE = 0.95;

  /** Two can agree by chance; three equally good restarts are asked for. */
  private static final int FEWEST = 3;

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    List<ConditionFinding> findings = new ArrayList<>();
    for (int m = 0; m < evidence.count(); m++) {
      findings.add(examine(evidence, m));
    }
    return findings;
  }

  private static ConditionFinding examine(Evidence evidence, int m) {
    double agreement = evidence.modality(m).agreement();
    FindingStatus status = FindingStatus.NOT_ENOUGH_DATA;
    String words =
        "component: undecided; %d equally good restarts".formatted(evidence.goodReplicas());
    if (evidence.count() < 2) {
      status = FindingStatus.NOT_TESTABLE;
      words = "none: one modality alone determines no components";
    } else if (evidence.goodReplicas() >= 2 && agreement < DISAGREE) {
      status = FindingStatus.REFUTED;
      words = "block: read the latents of this modality as a space, not one by one";
    } else if (evidence.goodReplicas() >= FEWEST && agreement >= AGREE) {
      status = FindingStatus.SUPPORTED;
      words = "component: necessary, not sufficient";
    }
    return Condition.finding(
        NAME,
        evidence.modality(m).name(),
        new Measured(agreement, 0, evidence.rowsOf(m).size()),
        AGREE,
        status,
        words);
  }
}
