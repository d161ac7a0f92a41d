/**
 * The live page: a read-only web server fed by Kafka consumers, and what it keeps in memory to
 * show. In: graph and model snapshots, latent estimates and sensor chunks, committed records only.
 * Out: one web page, JSON for it, and server-sent events. Writes to no topic, commits no offset,
 * and holds a bounded history however long it runs. Knows nothing of jobs, estimators' insides or
 * Flink.
 */
package io.headwater.dashboard;
