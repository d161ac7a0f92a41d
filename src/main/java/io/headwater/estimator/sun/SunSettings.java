package io.headwater.estimator.sun;

import io.headwater.estimator.network.NetworkSettings;
import io.headwater.model.AdamWSettings;
import io.headwater.model.latent.GraphConstraints;
import java.util.Objects;

/**
 * Settings of {@link SunEstimator}; the defaults are those of the measured recipe. What nobody
 * chooses is a constant.
 *
 * @param hidden width of hidden layers
 * @param learningRate rate of AdamW after its warm-up
 * @param weightDecay decoupled weight decay of AdamW, per unit of the rate
 * @param replicas random restarts of a re-solve
 * @param refitSteps optimiser steps of a re-solve
 * @param graph what is known about the causal graph; nothing unless declared
 */
public record SunSettings(
    int hidden,
    double learningRate,
    double weightDecay,
    int replicas,
    int refitSteps,
    GraphConstraints graph) {

  /** Wide enough for curved mixings of ten channels; 32 is faster and slightly worse. */
  public static final int DEFAULT_HIDDEN = 64;

  public static final double DEFAULT_LEARNING_RATE = 4e-3;
  public static final int DEFAULT_REPLICAS = 4;
  public static final int DEFAULT_REFIT_STEPS = 2000;

  /** Low: self-reconstruction serves the private components, prediction finds the shared ones. */
  private static final double SELF_WEIGHT = 0.3;

  /** Weight of predicting the other modalities. */
  private static final double CROSS_WEIGHT = 1;

  /** Half as many left 0.01 of the blocks' R2 unfound. */
  private static final double SETTLING_SHARE = 1;

  public SunSettings {
    Objects.requireNonNull(graph, "graph");
    if (hidden < 1
        || !(learningRate > 0)
        || !(weightDecay >= 0)
        || replicas < 1
        || refitSteps < 1) {
      throw new IllegalArgumentException(
          ("Sun settings need positive hidden (%d), learning rate (%s), replicas (%d) and refit"
                  + " steps (%d), and a weight decay of at least 0 (%s).")
              .formatted(hidden, learningRate, replicas, refitSteps, weightDecay));
    }
  }

  NetworkSettings network() {
    return new NetworkSettings(hidden, learningRate, weightDecay, SELF_WEIGHT, CROSS_WEIGHT);
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
        DEFAULT_REPLICAS,
        DEFAULT_REFIT_STEPS,
        GraphConstraints.none());
  }

  public SunSettings withHidden(int width) {
    return new SunSettings(width, learningRate, weightDecay, replicas, refitSteps, graph);
  }

  public SunSettings withLearningRate(double rate) {
    return new SunSettings(hidden, rate, weightDecay, replicas, refitSteps, graph);
  }

  public SunSettings withWeightDecay(double decay) {
    return new SunSettings(hidden, learningRate, decay, replicas, refitSteps, graph);
  }

  public SunSettings withReplicas(int restarts) {
    return new SunSettings(hidden, learningRate, weightDecay, restarts, refitSteps, graph);
  }

  public SunSettings withRefitSteps(int steps) {
    return new SunSettings(hidden, learningRate, weightDecay, replicas, steps, graph);
  }

  /** The same with knowledge of the graph; modalities are counted in declared order. */
  public SunSettings withGraph(GraphConstraints known) {
    return new SunSettings(hidden, learningRate, weightDecay, replicas, refitSteps, known);
  }
}
