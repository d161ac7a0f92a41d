/**
 * The model of Walker et al. (causalPIMA): one latent for all modalities by a product of experts, a
 * Gaussian mixture over it whose components are the joint outcomes of the nodes of a causal graph,
 * formulas in the place of decoders, and what of it the data support. Outcomes too many to list are
 * described by nodes alone.
 */
package io.headwater.estimator.mixture;
