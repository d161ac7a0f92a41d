package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.List;

/** Condition 12: every pair of modalities has been seen together often enough. */
final class Coverage implements Condition {
  static final String NAME = "windows with both modalities (coverage)";

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    List<ConditionFinding> findings = new ArrayList<>();
    for (int m = 0; m < evidence.count(); m++) {
      for (int n = m + 1; n < evidence.count(); n++) {
        findings.add(pair(evidence, m, n));
      }
    }
    return findings;
  }

  private static ConditionFinding pair(Evidence evidence, int m, int n) {
    RowSet rows = evidence.rowsOf(m, n);
    double effective = rows.size();
    for (double[] first : evidence.modality(m).latents()) {
      for (double[] second : evidence.modality(n).latents()) {
        effective = Math.min(effective, rows.effective(rows.of(first), rows.of(second)));
      }
    }
    boolean bothOften =
        evidence.rowsOf(m).size() >= Measured.FEWEST_EFFECTIVE
            && evidence.rowsOf(n).size() >= Measured.FEWEST_EFFECTIVE;
    FindingStatus status = FindingStatus.NOT_ENOUGH_DATA;
    String words = "block: too few windows with both to relate the two";
    if (effective >= Measured.FEWEST_EFFECTIVE) {
      status = FindingStatus.SUPPORTED;
      words = "block: %d held-out windows have both".formatted(rows.size());
    } else if (rows.size() == 0 && bothOften) {
      status = FindingStatus.REFUTED;
      words = "none between these two: they are never seen together, no link can be learned";
    }
    return Condition.finding(
        NAME,
        evidence.modality(m).name() + " & " + evidence.modality(n).name(),
        new Measured(rows.size(), 0, effective),
        Measured.FEWEST_EFFECTIVE,
        status,
        words);
  }
}
