/**
 * The published systems and what they are compared with, each in a room of its own behind {@link
 * io.headwater.estimator.Estimator}; here is what all of them share. In: aligned windows. Out:
 * latent estimates, a causal graph, a report of what the data support. Composed from {@code model}
 * and {@code graph}; knows neither Flink nor Kafka nor files.
 */
package io.headwater.estimator;
