package io.headwater.estimator.coupled;

import io.headwater.estimator.network.TrainingBatch;
import io.headwater.model.AdamWSettings;
import java.io.Serializable;
import java.util.Objects;

/**
 * Settings of {@link CoupledEstimator}. What nobody chooses is a constant.
 *
 * @param geometry what embeddings lie on
 * @param temperature of the contrast; on a sphere, where the learned one begins
 * @param queue recent embeddings kept as further negatives, from 0
 * @param negatives which windows may be told apart
 * @param hidden width of hidden layers
 * @param learningRate rate of AdamW after its warm-up
 * @param weightDecay decoupled weight decay of AdamW, per unit of the rate
 * @param refitSteps optimiser steps by which encoders come to rest before an unmixing
 */
public record CoupledSettings(
    Geometry geometry,
    double temperature,
    int queue,
    Negatives negatives,
    int hidden,
    double learningRate,
    double weightDecay,
    int refitSteps)
    implements Serializable {

  /** What embeddings lie on. */
  public enum Geometry {
    SPHERE,
    BOX
  }

  /** Which windows may stand against a window as negatives. */
  public enum Negatives {
    /** All but those of the same subject that overlap or touch. */
    OTHER_TIMES,
    /** Those of other subjects alone: encoders then learn who, before they learn how. */
    OTHER_SUBJECTS
  }

  public static final double DEFAULT_BOX_TEMPERATURE = 1;
  public static final double DEFAULT_SPHERE_TEMPERATURE = 0.1;
  public static final int DEFAULT_QUEUE = 2048;
  public static final int DEFAULT_HIDDEN = 64;
  public static final double DEFAULT_LEARNING_RATE = 4e-3;
  public static final int DEFAULT_REFIT_STEPS = 2000;

  /** Greatest global gradient norm. */
  static final double CLIP = 2;

  /** Of the covariance of exogenous components with themselves and the latents from identity. */
  static final double COVARIANCE_WEIGHT = 0.01;

  /** What is read out of the embeddings beside the contrast, whose weight is 1. */
  static final TrainingBatch.Weights WEIGHTS = new TrainingBatch.Weights(0.3, 0.3, 0.03);

  public CoupledSettings {
    Objects.requireNonNull(geometry, "geometry");
    Objects.requireNonNull(negatives, "negatives");
    if (!(temperature > 0)
        || queue < 0
        || hidden < 1
        || !(learningRate > 0)
        || !(weightDecay >= 0)
        || refitSteps < 1) {
      throw new IllegalArgumentException(
          ("Coupled settings need a positive temperature (%s), hidden (%d), learning rate (%s) and"
                  + " refit steps (%d), a queue (%d) and a weight decay (%s) of at least 0.")
              .formatted(temperature, hidden, learningRate, refitSteps, queue, weightDecay));
    }
  }

  /** The usual settings of a geometry. */
  public static CoupledSettings of(Geometry geometry) {
    return new CoupledSettings(
        geometry,
        geometry == Geometry.BOX ? DEFAULT_BOX_TEMPERATURE : DEFAULT_SPHERE_TEMPERATURE,
        DEFAULT_QUEUE,
        Negatives.OTHER_TIMES,
        DEFAULT_HIDDEN,
        DEFAULT_LEARNING_RATE,
        AdamWSettings.DEFAULT_WEIGHT_DECAY,
        DEFAULT_REFIT_STEPS);
  }

  public CoupledSettings withTemperature(double value) {
    return new CoupledSettings(
        geometry, value, queue, negatives, hidden, learningRate, weightDecay, refitSteps);
  }

  public CoupledSettings withQueue(int rows) {
    return new CoupledSettings(
        geometry, temperature, rows, negatives, hidden, learningRate, weightDecay, refitSteps);
  }

  public CoupledSettings withNegatives(Negatives value) {
    return new CoupledSettings(
        geometry, temperature, queue, value, hidden, learningRate, weightDecay, refitSteps);
  }

  public CoupledSettings withHidden(int width) {
    return new CoupledSettings(
        geometry, temperature, queue, negatives, width, learningRate, weightDecay, refitSteps);
  }

  public CoupledSettings withLearningRate(double rate) {
    return new CoupledSettings(
        geometry, temperature, queue, negatives, hidden, rate, weightDecay, refitSteps);
  }

  public CoupledSettings withWeightDecay(double decay) {
    return new CoupledSettings(
        geometry, temperature, queue, negatives, hidden, learningRate, decay, refitSteps);
  }

  public CoupledSettings withRefitSteps(int steps) {
    return new CoupledSettings(
        geometry, temperature, queue, negatives, hidden, learningRate, weightDecay, steps);
  }
}
