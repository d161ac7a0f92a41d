package io.headwater.model.latent;

import java.util.List;

/**
 * Outcome of a solve.
 *
 * @param model the selected replica
 * @param heldOutNll its held-out nats per row
 * @param score held-out nats plus the price of edges; less is better
 * @param replicas all replicas
 * @param agreement per modality, agreement of the selected replica with those of equal score; NaN
 *     when there is none
 */
public record SolveResult(
    LatentModel model,
    double heldOutNll,
    double score,
    List<ReplicaSummary> replicas,
    double[] agreement) {}
