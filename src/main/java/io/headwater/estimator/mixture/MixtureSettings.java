package io.headwater.estimator.mixture;

import io.headwater.model.mixture.OutcomeSpace;
import io.headwater.model.mixture.PhysicsFormula;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Settings of {@link MixtureEstimator}. What nobody chooses is a constant.
 *
 * @param hidden width of hidden layers
 * @param learningRate rate of AdamW after its warm-up
 * @param weightDecay decoupled weight decay of AdamW, per unit of the rate
 * @param refitSteps optimiser steps of a re-solve
 * @param dimensions width of the continuous latent
 * @param outcomes nodes of the graph and their categories
 * @param experts formula by modality; empty where every decoder is learned
 */
public record MixtureSettings(
    int hidden,
    double learningRate,
    double weightDecay,
    int refitSteps,
    int dimensions,
    OutcomeSpace outcomes,
    Map<String, PhysicsFormula> experts)
    implements Serializable {

  /** Greatest global gradient norm, of a loss in nats per known value. */
  static final double CLIP = 2;

  public MixtureSettings {
    Objects.requireNonNull(outcomes, "outcomes");
    experts = new TreeMap<>(experts); // in the order of names, so that states read alike
    if (hidden < 1
        || !(learningRate > 0)
        || !(weightDecay >= 0)
        || refitSteps < 1
        || dimensions < 1) {
      throw new IllegalArgumentException(
          ("Mixture settings need positive hidden (%d), learning rate (%s), refit steps (%d) and"
                  + " dimensions (%d), and a weight decay of at least 0 (%s).")
              .formatted(hidden, learningRate, refitSteps, dimensions, weightDecay));
    }
  }

  /** Those of the recipe, for these nodes. */
  public static MixtureSettings of(int dimensions, List<Integer> categories) {
    return new MixtureSettings(
        64, 4e-3, 1e-4, 2000, dimensions, new OutcomeSpace(categories), Map.of());
  }

  /** The same with formulas. */
  public MixtureSettings withExperts(Map<String, PhysicsFormula> formulas) {
    return new MixtureSettings(
        hidden, learningRate, weightDecay, refitSteps, dimensions, outcomes, formulas);
  }

  /** The same with networks of another width. */
  public MixtureSettings withHidden(int width) {
    return new MixtureSettings(
        width, learningRate, weightDecay, refitSteps, dimensions, outcomes, experts);
  }

  /** The same with re-solves of another length. */
  public MixtureSettings withRefitSteps(int steps) {
    return new MixtureSettings(
        hidden, learningRate, weightDecay, steps, dimensions, outcomes, experts);
  }
}
