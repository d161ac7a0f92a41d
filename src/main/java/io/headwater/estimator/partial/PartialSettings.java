package io.headwater.estimator.partial;

import io.headwater.estimator.network.NetworkSettings;
import io.headwater.model.AdamWSettings;
import io.headwater.model.sharing.PullSchedule;
import io.headwater.model.sharing.SharingRule;
import java.util.Objects;

/**
 * Settings of {@link PartialEstimator}.
 *
 * @param hidden width of hidden layers
 * @param learningRate rate of AdamW after its warm-up
 * @param weightDecay decoupled weight decay of AdamW, per unit of the rate
 * @param replicas random restarts of a re-solve of the graph
 * @param settlingSteps optimiser steps that bring the encoders to rest before a re-solve
 * @param refitSteps optimiser steps of a re-solve of the graph
 * @param pull how the Wasserstein module comes in
 * @param rule when components count as one latent
 * @param specificMayCause whether latents of one modality alone may cause shared ones
 */
public record PartialSettings(
    int hidden,
    double learningRate,
    double weightDecay,
    int replicas,
    int settlingSteps,
    int refitSteps,
    PullSchedule pull,
    SharingRule rule,
    boolean specificMayCause) {
  public static final int DEFAULT_HIDDEN = 64;
  public static final double DEFAULT_LEARNING_RATE = 4e-3;
  public static final int DEFAULT_REPLICAS = 4;
  public static final int DEFAULT_REFIT_STEPS = 2000;

  /** Codes have form by then; the module pulled at noise before. */
  public static final int DEFAULT_WARM_UP = 400;

  public static final int DEFAULT_RAMP = 600;

  /** At 1 its gradient drowned reconstruction, at .02 shared pairs stayed twice as far apart. */
  public static final double DEFAULT_WEIGHT = 0.1;

  /** Low: rebuilding serves what only one modality has, prediction finds what is shared. */
  private static final double SELF_WEIGHT = 0.3;

  /** Weight of predicting the other modalities. */
  private static final double CROSS_WEIGHT = 1;

  public PartialSettings {
    Objects.requireNonNull(pull, "pull");
    Objects.requireNonNull(rule, "rule");
    if (hidden < 1
        || !(learningRate > 0)
        || !(weightDecay >= 0)
        || replicas < 1
        || settlingSteps < 1
        || refitSteps < 1) {
      throw new IllegalArgumentException(
          ("Settings of partial sharing need positive hidden (%d), learning rate (%s), replicas (%d),"
                  + " settling (%d) and refit steps (%d), and a weight decay of at least 0 (%s).")
              .formatted(hidden, learningRate, replicas, settlingSteps, refitSteps, weightDecay));
    }
  }

  public static PartialSettings defaults() {
    return new PartialSettings(
        DEFAULT_HIDDEN,
        DEFAULT_LEARNING_RATE,
        AdamWSettings.DEFAULT_WEIGHT_DECAY,
        DEFAULT_REPLICAS,
        DEFAULT_REFIT_STEPS,
        DEFAULT_REFIT_STEPS,
        new PullSchedule(DEFAULT_WARM_UP, DEFAULT_RAMP, DEFAULT_WEIGHT),
        SharingRule.defaults(),
        false);
  }

  NetworkSettings network() {
    return new NetworkSettings(hidden, learningRate, weightDecay, SELF_WEIGHT, CROSS_WEIGHT);
  }

  public PartialSettings withEncoders(int width, double rate, double decay) {
    return new PartialSettings(
        width, rate, decay, replicas, settlingSteps, refitSteps, pull, rule, specificMayCause);
  }

  /** The same with other numbers of restarts and steps, as many for the encoders. */
  public PartialSettings withSolve(int restarts, int steps) {
    return with(restarts, steps, steps, pull, rule, specificMayCause);
  }

  public PartialSettings withSettlingSteps(int steps) {
    return with(replicas, steps, refitSteps, pull, rule, specificMayCause);
  }

  public PartialSettings withPull(PullSchedule schedule) {
    return with(replicas, settlingSteps, refitSteps, schedule, rule, specificMayCause);
  }

  public PartialSettings withRule(SharingRule value) {
    return with(replicas, settlingSteps, refitSteps, pull, value, specificMayCause);
  }

  public PartialSettings withSpecificMayCause(boolean may) {
    return with(replicas, settlingSteps, refitSteps, pull, rule, may);
  }

  private PartialSettings with(
      int restarts,
      int settling,
      int steps,
      PullSchedule schedule,
      SharingRule value,
      boolean may) {
    return new PartialSettings(
        hidden, learningRate, weightDecay, restarts, settling, steps, schedule, value, may);
  }
}
