/**
 * The causal graph between latents and the report of what the data support. Plain data and graph
 * algorithms; knows neither tensors, nor Flink, nor Kafka.
 */
package io.headwater.graph;
