/**
 * The published systems, each behind {@link io.headwater.estimator.Estimator}. In: aligned windows.
 * Out: latent estimates, a causal graph, a report of what the data support. Composed from {@code
 * model} and {@code graph}; knows neither Flink nor Kafka nor files.
 */
package io.headwater.estimator;
