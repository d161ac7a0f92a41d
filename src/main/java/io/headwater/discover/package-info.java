/** Latents of a replay and measured covariates joined into one causal graph. */
package io.headwater.discover;
