package io.headwater.estimator.baseline;

/**
 * Settings that baselines share with the first system, so that they compare.
 *
 * @param hidden width of hidden layers
 * @param learningRate rate of AdamW after its warm-up
 * @param weightDecay decoupled weight decay, per unit of the rate
 * @param refitSteps steps on the reservoir at each re-solve, twice over: as many as the first
 *     system takes to settle its encoder and to solve upon it
 */
public record BaselineSettings(
    int hidden, double learningRate, double weightDecay, int refitSteps) {
  public BaselineSettings {
    if (hidden < 1 || !(learningRate > 0) || !(weightDecay >= 0) || refitSteps < 1) {
      throw new IllegalArgumentException(
          "A baseline needs positive hidden (%d), learning rate (%s) and refit steps (%d), and a weight decay of at least 0 (%s)."
              .formatted(hidden, learningRate, refitSteps, weightDecay));
    }
  }
}
