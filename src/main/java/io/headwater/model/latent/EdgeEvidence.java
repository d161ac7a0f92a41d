package io.headwater.model.latent;

/**
 * What is known of each candidate edge; all arrays (parent, child) over padded nodes, except the
 * last.
 *
 * @param candidate 1 where the edge was possible
 * @param gain held-out gain in nats; NaN where it was not measured
 * @param probability P(gate open) before pruning
 * @param stability share of equally good replicas with the edge; NaN with fewer than two
 * @param directionGap likelihood gap to the best reversed order, (modality, modality) flattened
 */
record EdgeEvidence(
    float[] candidate,
    float[] gain,
    float[] probability,
    float[] stability,
    float[] directionGap) {}
