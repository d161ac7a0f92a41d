/**
 * The low-dimensional causal component model. In: whitened codes per modality with a presence mask.
 * Out: components, their exogenous noise, a causal order, and the edges between and within
 * modalities with the evidence for each. An invertible flow per modality under a gated conditional
 * prior: axes are found by composite likelihood, the rest is fitted by exact likelihood, in several
 * replicas whose agreement is reported. Must not know sensors, encoders, estimators, Flink or
 * Kafka.
 */
package io.headwater.model.latent;
