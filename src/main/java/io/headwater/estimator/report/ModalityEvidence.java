package io.headwater.estimator.report;

import io.headwater.estimator.count.LatentRest;
import java.util.Arrays;
import java.util.Objects;

/**
 * One modality in the held-out windows. Values of absent rows are never read.
 *
 * @param name modality name
 * @param present per row
 * @param latents published components, [component][row]
 * @param exogenous private components, [component][row]
 * @param noise the part of each latent that its causes do not explain, mean 0 and deviation 1 by
 *     its own fitted law, [component][row]; no columns before the first solve
 * @param noiseDeviation fitted standard deviation of that part given the causes, same layout
 * @param selfError squared error of self-reconstruction per row; NaN when unknown
 * @param meanError the same of a predictor that always answers the mean
 * @param posteriorVariance per latent, mean variance of its posterior as a share of its variance
 *     over the windows; NaN when unknown
 * @param rest what the other modalities predict of what the encoder's latents leave of its
 *     summaries, over all windows kept, those fitted included
 * @param agreement agreement of equally good restarts; NaN when unknown
 */
public record ModalityEvidence(
    String name,
    boolean[] present,
    double[][] latents,
    double[][] exogenous,
    double[][] noise,
    double[][] noiseDeviation,
    double[] selfError,
    double[] meanError,
    double[] posteriorVariance,
    LatentRest.Share rest,
    double agreement) {
  public ModalityEvidence {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(present, "present");
    Objects.requireNonNull(rest, "rest");
    if (latents.length == 0 || noise.length != 0 && noise.length != latents.length) {
      throw new IllegalArgumentException(
          "Modality '%s' has %d latents and %d noises; give at least one latent, and as many noises or none."
              .formatted(name, latents.length, noise.length));
    }
  }

  int latentCount() {
    return latents.length;
  }

  /** Latents and exogenous components together. */
  double[][] codes() {
    double[][] all = Arrays.copyOf(latents, latents.length + exogenous.length);
    System.arraycopy(exogenous, 0, all, latents.length, exogenous.length);
    return all;
  }

  /** Residual of a latent given its causes, in its own units. */
  double residual(int component, int row) {
    return noise[component][row] * noiseDeviation[component][row];
  }
}
