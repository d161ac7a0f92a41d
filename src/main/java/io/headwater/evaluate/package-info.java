/**
 * Scores against a known truth, each with its chance level: MCC, held-out block R², exclusivity of
 * components, what a line reads off, membership of shared latents, accuracy of categories,
 * distances of causal graphs, effective sample sizes. In: true and estimated latents or graphs over
 * the same held-out rows. Out: numbers. Beside them, without a truth, PC over latents and
 * covariates, and probes of labels with intervals over people. Never consulted by anything that
 * learns; knows neither estimators' insides, nor Flink, nor Kafka.
 */
package io.headwater.evaluate;
