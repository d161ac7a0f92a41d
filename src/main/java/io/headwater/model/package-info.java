/**
 * Tensors in, tensors out: the flat parameter vector, networks over its slices, the optimiser, the
 * one gradient collector, running statistics, counter-based randomness and the state codec. Knows
 * neither windows, nor modalities, nor Flink, nor Kafka; {@code estimator} composes its parts.
 */
package io.headwater.model;
