package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.List;

/**
 * Condition 1, assumption A1 of Sun et al.: nothing about a latent is lost in its modality. It can
 * be refuted, by a latent of which the data say no more than its prior does; it cannot be proven.
 */
public final class InvertibleMixing implements Condition {
  public static final String NAME = "the data determine every latent (invertible mixing)";

  /** Posterior variance, as a share of the latent's own, from which the data say nothing. */
  private static final double NEAR_PRIOR = 0.8;

  /** Below this share most of a latent is seen. */
  private static final double WELL_SEEN = 0.5;

  /** Least share of a modality's own variation that its codes should rebuild. */
  private static final double REBUILT = 0.5;

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    return Condition.ofEach(evidence, m -> examine(evidence, m));
  }

  private static ConditionFinding examine(Evidence evidence, int m) {
    ModalityEvidence modality = evidence.modality(m);
    RowSet rows =
        RowSet.where(
            evidence.subjects(),
            r -> modality.present()[r] && !Double.isNaN(modality.selfError()[r]));
    double[] self = rows.of(modality.selfError());
    double[] total = rows.of(modality.meanError());
    double[] gain = new double[self.length];
    for (int i = 0; i < gain.length; i++) {
      gain[i] = total[i] - self[i];
    }
    Measured rebuilt = Measured.share(gain, total, rows);
    int worst = worst(modality.posteriorVariance());
    Measured measured = new Measured(modality.posteriorVariance()[worst], 0, rebuilt.effective());
    FindingStatus status = FindingStatus.NOT_TESTABLE;
    String words =
        "component: not proven by anything; the data narrow latent %d only in part"
            .formatted(worst);
    if (measured.tooFew() || rebuilt.tooFew()) {
      status = FindingStatus.NOT_ENOUGH_DATA;
      words = "component: not measured yet";
    } else if (measured.value() > NEAR_PRIOR) {
      status = FindingStatus.REFUTED;
      words =
          "none for latent %d: this modality's data say next to nothing about it".formatted(worst);
    } else if (measured.value() < WELL_SEEN && rebuilt.value() > REBUILT) {
      status = FindingStatus.SUPPORTED;
      words =
          "component: no sign against it (%.0f %% of the data's variation is rebuilt); it cannot be proven"
              .formatted(100 * rebuilt.value());
    }
    return Condition.finding(NAME, modality.name(), measured, NEAR_PRIOR, status, words);
  }

  private static int worst(double[] variance) {
    int worst = 0;
    for (int k = 1; k < variance.length; k++) {
      worst = variance[k] > variance[worst] ? k : worst;
    }
    return worst;
  }
}
