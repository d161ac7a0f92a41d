/**
 * The model of Sun et al. (ICLR 2025): codes by bottleneck regression, components by an invertible
 * unmixing with a gated causal prior, the number of latents, and what of the conditions the data
 * support.
 */
package io.headwater.estimator.sun;
