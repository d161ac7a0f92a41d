package io.headwater.config;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Settings of the estimator. The defaults are those of the measured recipe.
 *
 * @param kind which published system; only {@code sun} so far
 * @param hidden width of hidden layers, default 64
 * @param learningRate peak learning rate of AdamW, default 0.004
 * @param weightDecay decoupled weight decay of AdamW on the encoders, per unit of learning rate,
 *     default 0.0001; not part of a fingerprint where it has its default
 * @param replicas random restarts of a re-solve, default 4
 * @param refitSteps optimiser steps of a re-solve, default 2000
 * @param graph what is known about the causal graph; null when nothing is, and then not part of a
 *     fingerprint
 */
public record EstimatorConfig(
    String kind,
    Integer hidden,
    Double learningRate,
    Double weightDecay,
    Integer replicas,
    Integer refitSteps,
    @JsonInclude(JsonInclude.Include.NON_NULL) GraphConfig graph) {

  public static final String SUN = "sun";
  public static final int DEFAULT_HIDDEN = 64;
  public static final double DEFAULT_LEARNING_RATE = 4e-3;
  public static final double DEFAULT_WEIGHT_DECAY = 1e-4;
  public static final int DEFAULT_REPLICAS = 4;
  public static final int DEFAULT_REFIT_STEPS = 2000;

  public EstimatorConfig {
    kind = kind == null ? SUN : kind;
    hidden = hidden == null ? (Integer) DEFAULT_HIDDEN : hidden;
    learningRate = learningRate == null ? (Double) DEFAULT_LEARNING_RATE : learningRate;
    weightDecay = weightDecay == null ? (Double) DEFAULT_WEIGHT_DECAY : weightDecay;
    replicas = replicas == null ? (Integer) DEFAULT_REPLICAS : replicas;
    refitSteps = refitSteps == null ? (Integer) DEFAULT_REFIT_STEPS : refitSteps;
    graph = graph == null || graph.declaresNothing() ? null : graph;
  }

  /** What of it shapes a model. */
  EstimatorConfig shaping() {
    return new EstimatorConfig(
        kind,
        hidden,
        learningRate,
        weightDecay,
        replicas,
        refitSteps,
        graph == null ? null : graph.shaping());
  }

  public static EstimatorConfig defaults() {
    return new EstimatorConfig(null, null, null, null, null, null, null);
  }
}
