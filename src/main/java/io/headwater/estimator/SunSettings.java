package io.headwater.estimator;

import io.headwater.model.AdamWSettings;
import io.headwater.model.latent.GraphConstraints;
import java.util.Objects;

/**
 * Settings of {@link SunEstimator}; the defaults are those of the measured recipe.
 *
 * @param hidden width of hidden layers
 * @param learningRate rate of AdamW after its warm-up
 * @param weightDecay decoupled weight decay of AdamW, per unit of the rate
 * @param clip greatest global gradient norm
 * @param selfWeight weight of self-reconstruction
 * @param crossWeight weight of predicting the other modalities
 * @param covarianceWeight weight of the codes' distance from identity covariance
 * @param codeNoise deviation of Gaussian noise on the code while training
 * @param replicas random restarts of a re-solve
 * @param refitSteps optimiser steps of a re-solve
 * @param graph what is known about the causal graph; nothing unless declared
 */
public record SunSettings(
    int hidden,
    double learningRate,
    double weightDecay,
    double clip,
    double selfWeight,
    double crossWeight,
    double covarianceWeight,
    double codeNoise,
    int replicas,
    int refitSteps,
    GraphConstraints graph) {

  /** Wide enough for curved mixings of ten channels; 32 is faster and slightly worse. */
  public static final int DEFAULT_HIDDEN = 64;

  public static final double DEFAULT_LEARNING_RATE = 4e-3;

  /** Ordinary steps have norms near one; this only tames outliers. */
  public static final double DEFAULT_CLIP = 2;

  /** Low: self-reconstruction serves the private components, prediction finds the shared ones. */
  public static final double DEFAULT_SELF_WEIGHT = 0.3;

  public static final double DEFAULT_CROSS_WEIGHT = 1;

  /** Just enough to fix the scale of the codes. */
  public static final double DEFAULT_COVARIANCE_WEIGHT = 0.01;

  /** Three per cent of a code's scale: makes the decoder smooth where data are sparse. */
  public static final double DEFAULT_CODE_NOISE = 0.03;

  public static final int DEFAULT_REPLICAS = 4;
  public static final int DEFAULT_REFIT_STEPS = 2000;

  /** Half as many left 0.01 of the blocks' R2 unfound. */
  private static final double SETTLING_SHARE = 1;

  public SunSettings {
    Objects.requireNonNull(graph, "graph");
    if (hidden < 1 || !(learningRate > 0) || !(clip > 0) || replicas < 1 || refitSteps < 1) {
      throw new IllegalArgumentException(
          ("Sun settings need positive hidden (%d), learning rate (%s), clip (%s), replicas (%d)"
                  + " and refit steps (%d).")
              .formatted(hidden, learningRate, clip, replicas, refitSteps));
    }
    if (!(selfWeight >= 0
        && crossWeight >= 0
        && covarianceWeight >= 0
        && codeNoise >= 0
        && weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "Sun settings need weights, code noise and weight decay of at least 0; found %s, %s, %s, %s and %s."
              .formatted(selfWeight, crossWeight, covarianceWeight, codeNoise, weightDecay));
    }
  }

  /** Steps that bring the encoder to rest before a solve. */
  int settlingSteps() {
    return Math.max(1, (int) Math.round(SETTLING_SHARE * refitSteps));
  }

  public static SunSettings defaults() {
    return new SunSettings(
        DEFAULT_HIDDEN,
        DEFAULT_LEARNING_RATE,
        AdamWSettings.DEFAULT_WEIGHT_DECAY,
        DEFAULT_CLIP,
        DEFAULT_SELF_WEIGHT,
        DEFAULT_CROSS_WEIGHT,
        DEFAULT_COVARIANCE_WEIGHT,
        DEFAULT_CODE_NOISE,
        DEFAULT_REPLICAS,
        DEFAULT_REFIT_STEPS,
        GraphConstraints.none());
  }

  public SunSettings withHidden(int width) {
    return new SunSettings(
        width,
        learningRate,
        weightDecay,
        clip,
        selfWeight,
        crossWeight,
        covarianceWeight,
        codeNoise,
        replicas,
        refitSteps,
        graph);
  }

  public SunSettings withLearningRate(double rate) {
    return new SunSettings(
        hidden,
        rate,
        weightDecay,
        clip,
        selfWeight,
        crossWeight,
        covarianceWeight,
        codeNoise,
        replicas,
        refitSteps,
        graph);
  }

  public SunSettings withWeightDecay(double decay) {
    return new SunSettings(
        hidden,
        learningRate,
        decay,
        clip,
        selfWeight,
        crossWeight,
        covarianceWeight,
        codeNoise,
        replicas,
        refitSteps,
        graph);
  }

  public SunSettings withReplicas(int restarts) {
    return new SunSettings(
        hidden,
        learningRate,
        weightDecay,
        clip,
        selfWeight,
        crossWeight,
        covarianceWeight,
        codeNoise,
        restarts,
        refitSteps,
        graph);
  }

  public SunSettings withRefitSteps(int steps) {
    return new SunSettings(
        hidden,
        learningRate,
        weightDecay,
        clip,
        selfWeight,
        crossWeight,
        covarianceWeight,
        codeNoise,
        replicas,
        steps,
        graph);
  }

  /** The same with knowledge of the graph; modalities are counted in declared order. */
  public SunSettings withGraph(GraphConstraints known) {
    return new SunSettings(
        hidden,
        learningRate,
        weightDecay,
        clip,
        selfWeight,
        crossWeight,
        covarianceWeight,
        codeNoise,
        replicas,
        refitSteps,
        known);
  }
}
