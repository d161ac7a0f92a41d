/**
 * The system of Liu et al., "Beyond DAGs: A Latent Partial Causal Model": modalities whose latents
 * are coupled without a direction, found by contrast and taken apart by FastICA. In: aligned
 * windows. Out: estimates, undirected couplings as a graph, a report. Composed from {@code model}
 * and {@code model.coupled}; knows neither Flink nor Kafka nor files.
 */
package io.headwater.estimator.coupled;
