/**
 * Constraint-based causal discovery over observed columns: the PC algorithm and its tests of
 * conditional independence. In: columns of numbers or codes, an effective sample size, background
 * knowledge. Out: a CPDAG. Knows neither estimators, nor tensors, nor Flink, nor Kafka.
 */
package io.headwater.graph.discovery;
