package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Condition 9, propositions 5.1 and 5.2 of Sun et al.: exogenous components are private. What the
 * latents of their own modality say about them is taken away first: it may be a mere choice of
 * coordinates by the encoder. The rest must not depend on the rest of another modality.
 */
final class ExogenousIndependence implements Condition {
  static final String NAME = "exogenous components of different modalities are independent";
  static final String OWN = "exogenous components do not follow the latents of their own modality";

  /** Rank correlation from which a dependence matters. */
  private static final double LEAST = 0.1;

  /** Share explained by the own latents that counts as none. */
  private static final double MOST_OWN = 0.05;

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    List<ConditionFinding> findings = new ArrayList<>();
    double[][][] remainder = new double[evidence.count()][][];
    List<ConditionFinding> own = new ArrayList<>();
    for (int m = 0; m < evidence.count(); m++) {
      remainder[m] = new double[evidence.modality(m).exogenous().length][evidence.rows()];
      own.add(own(evidence, m, remainder[m]));
    }
    for (int m = 0; m < evidence.count(); m++) {
      findings.add(across(evidence, m, remainder));
      findings.add(own.get(m));
    }
    return findings;
  }

  private static ConditionFinding own(Evidence evidence, int m, double[][] remainder) {
    RowSet rows = evidence.rowsOf(m);
    ModalityEvidence modality = evidence.modality(m);
    Measured share = Measured.nothing(rows.size());
    if (remainder.length > 0 && rows.size() >= Measured.FEWEST_EFFECTIVE) {
      double[][] exogenous = rows.of(modality.exogenous());
      double[][] fitted = CrossFit.predict(rows.of(modality.latents()), exogenous, true);
      List<Measured> shares = new ArrayList<>();
      for (int k = 0; k < exogenous.length; k++) {
        double mean = Columns.mean(exogenous[k]);
        double[] gain = new double[rows.size()];
        double[] total = new double[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
          double rest = exogenous[k][i] - fitted[k][i];
          remainder[k][rows.row(i)] = rest;
          total[i] = (exogenous[k][i] - mean) * (exogenous[k][i] - mean);
          gain[i] = total[i] - rest * rest;
        }
        shares.add(Measured.share(gain, total, rows));
      }
      share = Measured.strongest(shares);
    }
    FindingStatus status = FindingStatus.NOT_ENOUGH_DATA;
    if (remainder.length == 0 || share.exceeds(MOST_OWN)) {
      status = FindingStatus.NOT_TESTABLE;
    } else if (!share.tooFew()) {
      status = FindingStatus.SUPPORTED;
    }
    return Condition.finding(
        OWN,
        modality.name(),
        share,
        MOST_OWN,
        status,
        "none: a dependence here may be the encoder's choice of coordinates or a hidden common"
            + " cause; windows cannot tell which");
  }

  private static ConditionFinding across(Evidence evidence, int m, double[][][] remainder) {
    List<Measured> pairs = new ArrayList<>();
    String partner = "another modality";
    Measured worst = Measured.nothing(evidence.rowsOf(m).size());
    for (int n = 0; n < evidence.count(); n++) {
      RowSet rows = evidence.rowsOf(m, n);
      for (double[] own : n == m ? new double[0][] : remainder[m]) {
        for (double[] other : remainder[n]) {
          Measured dependence = Measured.dependence(rows.of(own), rows.of(other), rows);
          pairs.add(dependence);
          boolean first = Double.isNaN(worst.value());
          if (!dependence.tooFew()
              && (first
                  || dependence.value() / dependence.error() > worst.value() / worst.error())) {
            worst = dependence;
            partner = "'" + evidence.modality(n).name() + "'";
          }
        }
      }
    }
    FindingStatus status;
    if (pairs.isEmpty()) {
      status = FindingStatus.NOT_TESTABLE;
    } else if (worst.tooFew()) {
      status = FindingStatus.NOT_ENOUGH_DATA;
    } else {
      status = worst.exceeds(LEAST) ? FindingStatus.REFUTED : FindingStatus.SUPPORTED;
    }
    return Condition.finding(
        NAME,
        evidence.modality(m).name(),
        worst,
        LEAST,
        status,
        status == FindingStatus.REFUTED
            ? "block: hidden common cause with "
                + partner
                + ", or a latent left in the exogenous part"
            : "block: a hidden common cause would show as dependence; weak kinds of it do not");
  }
}
