/**
 * Scoring with models that a learner publishes: aligned windows and model snapshots in, latent
 * estimates stamped with the model's version out, at any parallelism. Models are swapped between
 * windows and lie in checkpointed state. Knows an estimator only by its interface, and nothing of
 * Kafka.
 */
package io.headwater.score;
