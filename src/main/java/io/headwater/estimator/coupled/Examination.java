package io.headwater.estimator.coupled;

import io.headwater.estimator.count.LatentRest;
import io.headwater.estimator.report.Columns;
import io.headwater.estimator.report.Conditions;
import io.headwater.estimator.report.Evidence;
import io.headwater.estimator.report.ModalityEvidence;
import io.headwater.estimator.report.RowSet;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.Verdict;
import io.headwater.model.latent.GraphConstraints;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;

/** All conditions, examined on held-out windows. */
final class Examination {
  private final List<String> names;
  private final boolean box;

  Examination(List<String> names, boolean box) {
    this.names = names;
    this.box = box;
  }

  /**
   * The summary of each modality, then one finding per condition and modality, component or pair.
   *
   * @param solved per modality; null where it was not solved
   * @param rests what latents leave of summaries
   */
  List<ConditionFinding> examine(
      HeldOutSample sample, List<SolvedModality> solved, LatentRest.Share[] rests) {
    List<ConditionFinding> findings =
        new ArrayList<>(Conditions.examineCommon(evidence(sample, rests)));
    for (int m = 0; m < names.size(); m++) {
      findings.addAll(UnmixingConditions.examine(sample, m, names.get(m), solved.get(m), box));
      findings.add(ContrastConditions.even(sample, m, names.get(m), box));
      for (int n = m + 1; n < names.size(); n++) {
        findings.addAll(ContrastConditions.pair(sample, m, n, names, box));
      }
    }
    List<ConditionFinding> report = new ArrayList<>();
    for (int m = 0; m < names.size(); m++) {
      report.add(CoupledReading.of(names.get(m), solved.get(m) != null, box, findings));
    }
    report.addAll(findings);
    return report;
  }

  /** The verdict of each modality. */
  List<Verdict> verdicts(List<ConditionFinding> findings) {
    IdentifiabilityReport report = new IdentifiabilityReport(findings, List.of());
    return names.stream().map(report::verdict).toList();
  }

  private Evidence evidence(HeldOutSample sample, LatentRest.Share[] rests) {
    List<ModalityEvidence> modalities = new ArrayList<>();
    for (int m = 0; m < names.size(); m++) {
      modalities.add(
          new ModalityEvidence(
              names.get(m),
              sample.present()[m],
              sample.components()[m],
              sample.exogenous()[m],
              new double[0][],
              new double[0][],
              sample.selfError()[m],
              sample.meanError()[m],
              shares(sample, m),
              rests[m],
              Double.NaN));
    }
    int nodes = modalities.stream().mapToInt(e -> e.latents().length).sum();
    return new Evidence(
        sample.subjects(),
        sample.windows().stream().mapToLong(AlignedWindow::startMicros).toArray(),
        modalities,
        new boolean[nodes][nodes],
        new boolean[nodes][nodes],
        false, // there is no causal model
        0,
        List.of(),
        GraphConstraints.none());
  }

  /** Posterior variances as shares of the components' own. */
  private static double[] shares(HeldOutSample sample, int m) {
    double[] share = sample.posterior()[m].clone();
    RowSet rows = sample.rowsOf(m);
    for (int k = 0; k < share.length; k++) {
      double[] values = rows.of(sample.components()[m][k]);
      double deviation = Columns.deviation(values);
      share[k] = deviation > 0 ? share[k] / (deviation * deviation) : Double.NaN;
    }
    return share;
  }
}
