package io.headwater.estimator;

import java.util.List;

/**
 * What a model says of one window.
 *
 * @param modalities the published blocks: one entry per declared modality, in declared order, then
 *     one per shared block; of estimators whose blocks are others, those, then an entry without
 *     latents per declared modality
 * @param loss mean squared error over the known targets of the present modalities, in units of
 *     running standard deviations, self-reconstruction; NaN while no statistics exist yet
 * @param meanPredictorLoss the same error of a predictor that always answers the running mean per
 *     target: about 1 by construction
 * @param crossLoss error of predicting each present modality's targets from the causal latents of
 *     the other present ones; NaN with fewer than two present
 */
public record WindowEstimate(
    List<ModalityEstimate> modalities, double loss, double meanPredictorLoss, double crossLoss) {
  public WindowEstimate {
    modalities = List.copyOf(modalities);
  }
}
