package io.headwater.estimator.network;

import io.headwater.model.AdamWSettings;

/**
 * Settings of a {@link BottleneckNetwork}.
 *
 * @param hidden width of hidden layers
 * @param learningRate rate of AdamW after its warm-up
 * @param weightDecay decoupled weight decay of AdamW, per unit of the rate
 * @param selfWeight weight of rebuilding each modality
 * @param crossWeight weight of predicting the other modalities
 */
public record NetworkSettings(
    int hidden, double learningRate, double weightDecay, double selfWeight, double crossWeight) {

  /** Greatest global gradient norm. Ordinary steps have norms near one; this tames outliers. */
  private static final double CLIP = 2;

  /** Of the codes' distance from identity covariance: just enough to fix their scale. */
  static final double COVARIANCE_WEIGHT = 0.01;

  /** Three per cent of a code's scale: makes the decoder smooth where data are sparse. */
  static final double CODE_NOISE = 0.03;

  /** What the terms of a mini-batch weigh. */
  TrainingBatch.Weights weights() {
    return new TrainingBatch.Weights(selfWeight, crossWeight, CODE_NOISE);
  }

  AdamWSettings optimizer() {
    return AdamWSettings.of(learningRate, CLIP).withWeightDecay(weightDecay);
  }
}
