package io.headwater.model.latent;

import java.util.Arrays;

/**
 * Everything that fixes the tensors of a latent model.
 *
 * @param latents latents of each modality
 * @param exogenous private components of each modality
 * @param given per modality, the modalities whose codes its flow is given; see {@link CodeSample}
 */
record NetworkShape(
    int[] latents, int[] exogenous, int[][] given, int couplings, int flowHidden, int priorHidden) {

  /** A shape in which no flow is given anything. */
  NetworkShape(int[] latents, int[] exogenous, int couplings, int flowHidden, int priorHidden) {
    this(latents, exogenous, new int[latents.length][0], couplings, flowHidden, priorHidden);
  }

  boolean sameAs(NetworkShape other) {
    return Arrays.equals(latents, other.latents)
        && Arrays.equals(exogenous, other.exogenous)
        && Arrays.deepEquals(given, other.given)
        && couplings == other.couplings
        && flowHidden == other.flowHidden
        && priorHidden == other.priorHidden;
  }

  /** Whether any flow is given the code of another modality. */
  boolean givesAny() {
    return Arrays.stream(given).anyMatch(blocks -> blocks.length > 0);
  }
}
