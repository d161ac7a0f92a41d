/**
 * Scores against a known truth, each with its chance level: component matching and MCC, graph
 * comparison. In: true and estimated latents or graphs. Out: numbers. Never consulted by anything
 * that learns; knows neither estimators' insides, nor Flink, nor Kafka.
 */
package io.headwater.evaluate;
