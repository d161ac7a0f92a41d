package io.headwater.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headwater.estimator.baseline.BaselineKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Settings of the estimator. The defaults are those of the measured recipe.
 *
 * @param kind which published system, one of {@link #KINDS}
 * @param hidden width of hidden layers, default 64
 * @param learningRate peak learning rate of AdamW, default 0.004
 * @param weightDecay decoupled weight decay of AdamW on the encoders, per unit of learning rate,
 *     default 0.0001; not part of a fingerprint where it has its default
 * @param replicas random restarts of a re-solve, default 4
 * @param refitSteps optimiser steps of a re-solve, default 2000
 * @param graph what is known about the causal graph; null when nothing is, and then not part of a
 *     fingerprint
 * @param coupled settings of the kind {@code coupled}; null with any other
 * @param mixture settings of the kind {@code mixture}; null with any other
 * @param sharing settings of the kind {@code shared}; null with any other
 */
public record EstimatorConfig(
    String kind,
    Integer hidden,
    Double learningRate,
    Double weightDecay,
    Integer replicas,
    Integer refitSteps,
    @JsonInclude(JsonInclude.Include.NON_NULL) GraphConfig graph,
    @JsonInclude(JsonInclude.Include.NON_NULL) CoupledConfig coupled,
    @JsonInclude(JsonInclude.Include.NON_NULL) MixtureConfig mixture,
    @JsonInclude(JsonInclude.Include.NON_NULL) SharingConfig sharing) {

  /** Sun et al. 2025. */
  public static final String SUN = "sun";

  /** Liu et al.: coupled latents by multimodal contrast. */
  public static final String COUPLED = "coupled";

  /** Walker et al. 2023: mixture latents on a DAG. */
  public static final String MIXTURE = "mixture";

  /** Benhamza et al. 2026: partially shared latents. */
  public static final String SHARED = "shared";

  /** The systems, then the baselines to compare them with. */
  public static final List<String> KINDS =
      Stream.concat(
              Stream.of(SUN, COUPLED, MIXTURE, SHARED),
              Arrays.stream(BaselineKind.values()).map(BaselineKind::id))
          .toList();

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
    coupled = coupled == null && kind.equals(COUPLED) ? CoupledConfig.defaults() : coupled;
    mixture = mixture == null && kind.equals(MIXTURE) ? MixtureConfig.defaults() : mixture;
    sharing = sharing == null && kind.equals(SHARED) ? SharingConfig.defaults() : sharing;
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
        graph == null ? null : graph.shaping(),
        coupled,
        mixture,
        sharing);
  }

  public static EstimatorConfig defaults() {
    return new EstimatorConfig(null, null, null, null, null, null, null, null, null, null);
  }
}
