package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Condition 13 from the other side: what a modality's exogenous components add to the prediction of
 * another modality's codes beyond its latents. If they add, a shared cause is missing among the
 * latents.
 */
public final class ExogenousLeak implements Condition {
  public static final String NAME =
      "exogenous components carry nothing about the other modalities (number of latents not too"
          + " low)";

  /**
   * Share of the remainder. The predictions lose by their own noise where there is nothing to add:
   * of 182 modalities whose components were found all had less than .01, while .04 came with a
   * latent that the encoder had found to four fifths only. It came with two found ones later.
   */
  private static final double MOST = 0.02;

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    List<ConditionFinding> findings = new ArrayList<>();
    for (int m = 0; m < evidence.count(); m++) {
      List<Measured> leaks = new ArrayList<>();
      for (int n = 0; n < evidence.count(); n++) {
        if (n != m && evidence.modality(m).exogenous().length > 0) {
          leaks.add(leak(evidence, m, n));
        }
      }
      findings.add(finding(evidence.modality(m), leaks));
    }
    return findings;
  }

  private static ConditionFinding finding(ModalityEvidence modality, List<Measured> leaks) {
    Measured leak = Measured.strongest(leaks.stream().filter(each -> !each.tooFew()).toList());
    FindingStatus status = leaks.isEmpty() ? FindingStatus.NOT_TESTABLE : leak.expectedBelow(MOST);
    return Condition.finding(
        NAME,
        modality.name(),
        leak,
        MOST,
        status,
        status == FindingStatus.REFUTED
            ? "block: shared causes are left in the exogenous part; configure more latents"
            : "block: a shared cause outside the latents would be missing from them");
  }

  private static Measured leak(Evidence evidence, int m, int n) {
    RowSet rows = evidence.rowsOf(m, n);
    if (rows.size() < Measured.FEWEST_EFFECTIVE) {
      return Measured.nothing(rows.size());
    }
    double[][] targets = rows.of(evidence.modality(n).codes());
    for (int t = 0; t < targets.length; t++) {
      targets[t] = Columns.standardised(targets[t]);
    }
    double[][] latents = rows.of(evidence.modality(m).latents());
    double[][] without = CrossFit.predict(latents, targets, true);
    for (int t = 0; t < targets.length; t++) {
      for (int i = 0; i < rows.size(); i++) {
        targets[t][i] -= without[t][i];
      }
    }
    double[][] added = CrossFit.predict(rows.of(evidence.modality(m).codes()), targets, true);
    List<Measured> perTarget = new ArrayList<>();
    for (int t = 0; t < targets.length; t++) {
      double[] gain = new double[rows.size()];
      double[] total = Arrays.stream(targets[t]).map(v -> v * v).toArray();
      for (int i = 0; i < gain.length; i++) {
        double error = targets[t][i] - added[t][i];
        gain[i] = total[i] - error * error;
      }
      perTarget.add(Measured.share(gain, total, rows));
    }
    return Measured.strongest(perTarget);
  }
}
