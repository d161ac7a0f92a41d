package io.headwater.evaluate;

import java.util.Arrays;
import java.util.stream.Stream;

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
    double[][] noise = given.exogenous().map(e -> e.values().get(modality)).orElse(new double[0][]);
    double[][] targets =
        Stream.of(truth, others, noise).flatMap(Arrays::stream).toArray(double[][]::new);
    double[] read = HeldOutProbe.rSquared(estimate, targets, seed);
    int toOthers = truth.length + others.length;
    double[] own = Arrays.copyOf(read, truth.length);
    return new BlockScore(
        given.truth().modalities().get(modality),
        mean(own),
        own,
        mean(Arrays.copyOfRange(read, truth.length, toOthers)),
        mean(HeldOutProbe.rSquared(truth, others, seed)),
        mean(Arrays.copyOfRange(read, toOthers, read.length)));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
