package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * A shared block stands on the agreement of its members: each must hold the same values by itself.
 * Only what is exactly shared can agree fully, since all else differs by the noise of its links
 * (Sun et al. 2025, appendix C.4).
 */
final class SharedAlignment implements Condition {
  static final String NAME = "members agree on the shared block (alignment of the shared block)";

  /** Rank correlation from which members count as agreed: two thirds of the variance in common. */
  static final double LEAST = 0.8;

  /** Standard errors by which it must be cleared, or missed. */
  private static final double CLEAR = 2;

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    List<ConditionFinding> findings = new ArrayList<>();
    for (SharedEvidence block : evidence.shared()) {
      findings.add(examine(evidence, block));
    }
    return findings;
  }

  private static ConditionFinding examine(Evidence evidence, SharedEvidence block) {
    Measured least = Measured.nothing(0);
    String pair = "";
    for (int i = 0; i < block.members().size(); i++) {
      for (int j = i + 1; j < block.members().size(); j++) {
        Measured agreement = agreement(evidence, block, i, j);
        boolean first = pair.isEmpty();
        if (first || agreement.tooFew() || !least.tooFew() && agreement.value() < least.value()) {
          least = agreement;
          pair = "'%s' and '%s'".formatted(block.members().get(i), block.members().get(j));
        }
      }
    }
    FindingStatus status = FindingStatus.NOT_ENOUGH_DATA;
    String words = "none: whether %s hold the same values is not decided yet".formatted(pair);
    if (!least.tooFew() && least.value() - CLEAR * least.error() > LEAST) {
      status = FindingStatus.SUPPORTED;
      words =
          "block: %s agree least of all members; what agrees as well without being shared would pass too"
              .formatted(pair);
    } else if (!least.tooFew() && least.value() + CLEAR * least.error() < LEAST) {
      status = FindingStatus.REFUTED;
      words =
          "none: %s do not hold the same values, so their mean is no latent; declare fewer shared latents, or these as latents of each"
              .formatted(pair);
    }
    return Condition.finding(
        NAME, evidence.modality(block.modality()).name(), least, LEAST, status, words);
  }

  /** Least rank correlation of two members over the dimensions of the block. */
  private static Measured agreement(Evidence evidence, SharedEvidence block, int i, int j) {
    RowSet rows =
        RowSet.where(evidence.subjects(), r -> block.present()[i][r] && block.present()[j][r]);
    Measured least = Measured.nothing(rows.size());
    for (int k = 0; k < block.codes()[i].length; k++) {
      double[] first = Columns.ranks(rows.of(block.codes()[i][k]));
      double[] second = Columns.ranks(rows.of(block.codes()[j][k]));
      double correlation = 0;
      for (int r = 0; r < first.length; r++) {
        correlation += first[r] * second[r] / first.length;
      }
      double effective = rows.effective(first, second);
      if (first.length >= Measured.FEWEST_EFFECTIVE
          && (Double.isNaN(least.value()) || correlation < least.value())) {
        double error = (1 - correlation * correlation) / Math.sqrt(effective);
        least = new Measured(correlation, error, effective);
      }
    }
    return least;
  }
}
