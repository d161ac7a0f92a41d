package io.headwater.model.latent;

/** One replica of a solve: held-out nats per row, and its score with the price of its edges. */
public record ReplicaSummary(double heldOutNll, double score, int edges) {}
