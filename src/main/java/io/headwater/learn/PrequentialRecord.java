package io.headwater.learn;

import java.util.Objects;

/**
 * The loss a window had before it was learned, beside its references.
 *
 * @param subject who was measured
 * @param windowStart window start, microseconds since the epoch
 * @param windowEnd window end, exclusive
 * @param modelVersion the model that scored: steps and re-solves it had behind it
 * @param loss mean squared error of self-reconstruction in units of running standard deviations;
 *     NaN for windows of the first mini-batch, before any statistics exist
 * @param meanPredictorLoss the same error of the running per-channel mean
 * @param untrainedLoss the same error of the untrained network with the same input statistics; NaN
 *     when not computed
 * @param crossLoss error of predicting each modality from the latents of the others; NaN with fewer
 *     than two present
 */
public record PrequentialRecord(
    String subject,
    long windowStart,
    long windowEnd,
    long modelVersion,
    double loss,
    double meanPredictorLoss,
    double untrainedLoss,
    double crossLoss) {
  public PrequentialRecord {
    Objects.requireNonNull(subject, "subject");
  }

  static PrequentialRecord of(LatentRecord latent, double untrainedLoss) {
    return new PrequentialRecord(
        latent.subject(),
        latent.windowStart(),
        latent.windowEnd(),
        latent.modelVersion(),
        latent.estimate().loss(),
        latent.estimate().meanPredictorLoss(),
        untrainedLoss,
        latent.estimate().crossLoss());
  }
}
