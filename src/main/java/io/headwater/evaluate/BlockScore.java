package io.headwater.evaluate;

/**
 * How much of its truth one modality's estimated block holds, and what else it holds. All values
 * are R² on held-out rows by a nonlinear probe.
 *
 * @param modality name
 * @param rSquared mean over the modality's true latents, read from its estimated block
 * @param componentRSquared the same for each true latent
 * @param leak mean over the true latents of the other modalities, read from the estimated block;
 *     NaN with one modality
 * @param leakOfTruth the same read from the true block: what causal links alone explain. Only a
 *     leak above this level is a fault.
 * @param exogenousLeak mean over the modality's exogenous noise, read from its estimated block; NaN
 *     when the noise is not known
 */
public record BlockScore(
    String modality,
    double rSquared,
    double[] componentRSquared,
    double leak,
    double leakOfTruth,
    double exogenousLeak) {

  static BlockScore of(IdentificationCase given, int modality, long seed) {
    double[][] truth = given.truth().values().get(modality);
    double[][] estimate = given.estimate().values().get(modality);
    double[][] others = given.truth().without(modality);
    double[] own = HeldOutProbe.rSquared(estimate, truth, seed);
    return new BlockScore(
        given.truth().modalities().get(modality),
        java.util.Arrays.stream(own).average().orElse(Double.NaN),
        own,
        HeldOutProbe.meanRSquared(estimate, others, seed),
        HeldOutProbe.meanRSquared(truth, others, seed),
        given
            .exogenous()
            .map(e -> HeldOutProbe.meanRSquared(estimate, e.values().get(modality), seed))
            .orElse(Double.NaN));
  }
}
