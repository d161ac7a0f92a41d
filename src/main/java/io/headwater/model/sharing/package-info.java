/**
 * The Wasserstein module for partially shared latents (inspired by Benhamza et al. 2026): which
 * components of different modalities are the same latent. In: components per modality with paired
 * rows and a presence mask. Out: a loss with its gradient that pulls matched components together,
 * and on request the membership of each component with what supports it, or by the costs that the
 * module replaces. Pure mathematics on Java arrays but for one bridge to tensors. Must not know
 * encoders, estimators, Flink or Kafka.
 */
package io.headwater.model.sharing;
