package io.headwater.estimator;

import java.util.Objects;

/**
 * Posterior of the components of one modality, or of one shared block, in one window.
 *
 * @param modality name of the modality or the block
 * @param present false when the window had no data of it, or of any member of the block: means and
 *     deviations then come from the causal prior given the other modalities
 * @param mean posterior means of the causal latents, length {@code latents}
 * @param deviation posterior standard deviations, same length
 * @param exogenousMean posterior means of the private components, length {@code exogenous}
 * @param exogenousDeviation their standard deviations
 */
public record ModalityEstimate(
    String modality,
    boolean present,
    float[] mean,
    float[] deviation,
    float[] exogenousMean,
    float[] exogenousDeviation) {
  public ModalityEstimate {
    Objects.requireNonNull(modality, "modality");
  }
}
