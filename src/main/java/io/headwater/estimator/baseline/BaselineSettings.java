package io.headwater.estimator.baseline;

/**
 * Settings that baselines share with the first system, so that they compare.
 *
 * @param hidden width of hidden layers
 * @param learningRate rate of AdamW after its warm-up
 * @param weightDecay decoupled weight decay, per unit of the rate
 * @param refitSteps steps on the reservoir at each re-solve, twice over: as many as the first
 *     system takes to settle its encoder and to solve upon it
 * @param beta weight of a BetaVAE's divergence, which is the noise variance that it expects in
 *     standardised summaries; other baselines have none
 */
public record BaselineSettings(
    int hidden, double learningRate, double weightDecay, int refitSteps, double beta) {
  /** The plain evidence bound; more blurs what is found before it turns the axes. */
  static final double DEFAULT_BETA = 1;

  public BaselineSettings {
    if (hidden < 1 || !(learningRate > 0) || !(weightDecay >= 0) || refitSteps < 1 || !(beta > 0)) {
      throw new IllegalArgumentException(
          "A baseline needs positive hidden (%d), learning rate (%s), refit steps (%d) and beta (%s), and a weight decay of at least 0 (%s)."
              .formatted(hidden, learningRate, refitSteps, beta, weightDecay));
    }
  }

  public BaselineSettings(int hidden, double learningRate, double weightDecay, int refitSteps) {
    this(hidden, learningRate, weightDecay, refitSteps, DEFAULT_BETA);
  }
}
