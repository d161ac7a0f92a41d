package io.headwater.model.latent;

/**
 * One of the replicas of a solve.
 *
 * @param replica its index
 * @param heldOutNll nats per row
 * @param score held-out likelihood cost plus the price of the edges; least wins
 * @param edges edges after pruning
 * @param good whether its score equals the best within sampling error
 * @param skippedSteps steps that its guard refused
 */
public record ReplicaSummary(
    int replica, double heldOutNll, double score, int edges, boolean good, int skippedSteps) {}
