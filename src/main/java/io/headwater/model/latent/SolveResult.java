package io.headwater.model.latent;

import java.util.List;

/**
 * What a solve found.
 *
 * @param model the selected replica; null when {@link #solved} is false
 * @param heldOutNll its held-out negative log-likelihood, nats per row
 * @param score that plus the price of its edges
 * @param replicas all replicas, in order of their index
 * @param agreement per modality, mean rank correlation between the selected replica and the other
 *     equally good ones after matching; NaN with fewer than two good replicas. Low agreement means
 *     that the components are not determined; high agreement does not prove that they are right
 * @param goodReplicas replicas whose score equals the best within sampling error, the best included
 * @param order the causal order and what supports it; null when not solved
 * @param shortfall why nothing was solved, as a sentence; empty when solved
 */
public record SolveResult(
    LatentModel model,
    double heldOutNll,
    double score,
    List<ReplicaSummary> replicas,
    double[] agreement,
    int goodReplicas,
    CausalOrder order,
    String shortfall) {

  public SolveResult {
    replicas = List.copyOf(replicas);
  }

  static SolveResult notEnoughData(int modalities, String shortfall) {
    double[] agreement = new double[modalities];
    java.util.Arrays.fill(agreement, Double.NaN);
    return new SolveResult(null, Double.NaN, Double.NaN, List.of(), agreement, 0, null, shortfall);
  }

  /** False when the sample was too small; {@link #shortfall} then says what was missing. */
  public boolean solved() {
    return model != null;
  }
}
