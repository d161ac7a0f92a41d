/**
 * The latent model on frozen, whitened codes: components and the causal graph between them. In:
 * code samples. Out: an immutable solved model. Knows neither encoders nor windows.
 */
package io.headwater.model.latent;
