package io.headwater.model.latent;

import java.util.Arrays;

/**
 * Everything that fixes the tensors of a latent model.
 *
 * @param latents latents of each modality
 * @param exogenous private components of each modality
 */
record NetworkShape(
    int[] latents, int[] exogenous, int couplings, int flowHidden, int priorHidden) {
  boolean sameAs(NetworkShape other) {
    return Arrays.equals(latents, other.latents)
        && Arrays.equals(exogenous, other.exogenous)
        && couplings == other.couplings
        && flowHidden == other.flowHidden
        && priorHidden == other.priorHidden;
  }
}
