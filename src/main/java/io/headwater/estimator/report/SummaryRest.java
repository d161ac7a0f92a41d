package io.headwater.estimator.report;

import io.headwater.estimator.count.LatentRest;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Assumption A2 of Sun et al. from the side of the data: what the latents leave of a modality's
 * summary is private. Exogenous components (see {@link ExogenousLeak}) tell of shared causes that
 * the encoder kept outside the latents; this tells of those that it had no room for at all.
 */
public final class SummaryRest implements Condition {
  public static final String NAME =
      "the other modalities predict nothing of what the latents leave (number of latents not too"
          + " low)";

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    List<ConditionFinding> findings = new ArrayList<>();
    for (int m = 0; m < evidence.count(); m++) {
      boolean testable = evidence.count() > 1 && !evidence.isShared(m);
      findings.add(finding(evidence.modality(m), testable));
    }
    return findings;
  }

  private static ConditionFinding finding(ModalityEvidence modality, boolean testable) {
    LatentRest.Share rest = modality.rest();
    Measured measured = new Measured(rest.value(), rest.error(), rest.rows());
    FindingStatus status =
        testable ? measured.expectedBelow(LatentRest.Share.MOST) : FindingStatus.NOT_TESTABLE;
    return Condition.finding(
        NAME,
        modality.name(),
        measured,
        LatentRest.Share.MOST,
        status,
        status == FindingStatus.REFUTED
            ? "block: part of a shared cause is missing from the latents; learn longer, with more hidden units, or configure more latents"
            : "block: a shared cause that the encoder left out would be missing from the latents");
  }
}
