package io.headwater.estimator;

import java.util.Objects;

/**
 * What a re-solve of the latent model on the reservoir did.
 *
 * @param adopted whether the new solution replaced the old one
 * @param heldOutNllBefore held-out negative log-likelihood of the old solution, nats per window;
 *     NaN when there was none
 * @param heldOutNllAfter the same of the new solution
 * @param selectedEdges edges of the thresholded graph after the re-solve
 * @param remark one sentence for the log
 */
public record RefitReport(
    boolean adopted,
    double heldOutNllBefore,
    double heldOutNllAfter,
    int selectedEdges,
    String remark) {
  public RefitReport {
    Objects.requireNonNull(remark, "remark");
  }
}
