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
 * @param waiting whether nothing could be solved before there are more windows, so that another
 *     attempt should come sooner than the next re-solve
 */
public record RefitReport(
    boolean adopted,
    double heldOutNllBefore,
    double heldOutNllAfter,
    int selectedEdges,
    String remark,
    boolean waiting) {
  public RefitReport {
    Objects.requireNonNull(remark, "remark");
  }

  /** Of a re-solve that asks for none sooner than usual. */
  public RefitReport(
      boolean adopted,
      double heldOutNllBefore,
      double heldOutNllAfter,
      int selectedEdges,
      String remark) {
    this(adopted, heldOutNllBefore, heldOutNllAfter, selectedEdges, remark, false);
  }

  /** The same with a sentence before its remark. */
  public RefitReport after(String sentence) {
    return new RefitReport(
        adopted,
        heldOutNllBefore,
        heldOutNllAfter,
        selectedEdges,
        sentence + " " + remark,
        waiting);
  }
}
