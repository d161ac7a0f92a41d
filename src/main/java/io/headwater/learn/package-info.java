/**
 * The learner as a stream operator: aligned windows in event-time order in, latent estimates, graph
 * and model snapshots out. Scores each window before learning from it, and keeps everything that
 * influences the future in checkpointed state, beside it what shaped the model. Answers drift as
 * declared. Knows an estimator only by its interface, and nothing of Kafka.
 */
package io.headwater.learn;
