package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether latents of one modality cause each other. If not, their noises are independent: a weak
 * test, since components are chosen so as to look independent, and wrong ones often succeed in it.
 * Of a modality that can be linked to two others the solver looks for such links; where it found
 * some, what they leave over is tested.
 */
final class WithinIndependence implements Condition {
  static final String NAME = "no causal edges within the modality (noises are independent)";

  /**
   * Rank correlation of noises that components of finite accuracy do not explain: at 0.1, pairs
   * turned into each other by 0.15 radians (correlation .99 with the truth) raised alarms.
   */
  private static final double LEAST = 0.15;

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    List<ConditionFinding> findings = new ArrayList<>();
    for (int m = 0; m < evidence.count(); m++) {
      findings.add(examine(evidence, m));
    }
    return findings;
  }

  private static ConditionFinding examine(Evidence evidence, int m) {
    ModalityEvidence modality = evidence.modality(m);
    RowSet rows = evidence.rowsOf(m);
    double[][] noise = rows.of(modality.noise());
    List<Measured> pairs = new ArrayList<>();
    for (int i = 0; i < noise.length; i++) {
      for (int j = 0; j < i; j++) {
        pairs.add(Measured.dependence(noise[i], noise[j], rows));
      }
    }
    Measured worst = pairs.isEmpty() ? Measured.nothing(rows.size()) : Measured.strongest(pairs);
    FindingStatus status;
    String words;
    if (modality.latentCount() == 1) {
      status = FindingStatus.SUPPORTED;
      words = "component: one latent has no sibling";
    } else if (!evidence.solved() || worst.tooFew()) {
      status = FindingStatus.NOT_ENOUGH_DATA;
      words = "component: not tested yet";
    } else if (worst.exceeds(LEAST)) {
      status = FindingStatus.REFUTED;
      words =
          evidence.declared() == 2
              ? "block: components not determined; with two modalities and links within one of"
                  + " them another set of components fits as sparsely"
              : "block: the latents depend on each other within the modality; components can be"
                  + " confidently wrong";
    } else if (evidence.linkedWithin(m)) {
      status = FindingStatus.NOT_TESTABLE;
      words =
          "component: links within the modality were found and are in the graph, in either"
              + " direction; its axes rest on links to other modalities alone";
    } else {
      status = FindingStatus.SUPPORTED;
      words = "component: weak test; wrong components can pass it, so it remains an assumption";
    }
    return Condition.finding(NAME, modality.name(), worst, LEAST, status, words);
  }
}
