/**
 * Windows through a {@link io.headwater.model.Bottleneck}: mini-batches as arrays, codes, what is
 * read out of them, and how sure it is. Shared by the systems whose encoders are bottlenecks. Knows
 * neither Flink nor Kafka nor which system it serves.
 */
package io.headwater.estimator.network;
