/**
 * Partially shared latents, inspired by Benhamza et al. 2026: autoencoders per modality whose codes
 * are pulled together where they hold the same latents, membership of each latent by the
 * Wasserstein module, and a gated causal prior over shared and specific blocks in which specific
 * latents do not cause shared ones unless that is allowed. In: windows. Out: components per
 * modality, their membership, a causal graph and a report.
 */
package io.headwater.estimator.partial;
