package io.headwater.graph;

import java.util.Objects;

/**
 * A candidate edge of the causal graph with what is known about it.
 *
 * @param source id of the parent latent
 * @param target id of the child latent
 * @param score held-out gain in nats per window when the edge is present rather than absent; NaN
 *     before it was measured
 * @param probability the gate's posterior probability of being open, 0 to 1; NaN within a modality,
 *     where gates are held open
 * @param stability share of repeats of the solve that have the edge, 0 to 1: equally good replicas,
 *     or halves or resamples of the windows, as the estimator has them; NaN before any were
 *     compared
 * @param directionSupport held-out gain in nats of this direction over the best model in which it
 *     is reversed; NaN when not measured, and then the edge should be read as undirected
 * @param selected whether it belongs to the thresholded graph
 */
public record CausalEdge(
    String source,
    String target,
    double score,
    double probability,
    double stability,
    double directionSupport,
    boolean selected) {
  private static final double UNKNOWN_PROBABILITY = 0.5;

  public CausalEdge {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
  }

  /** An edge of which nothing is known: neither in the graph nor out of it. */
  public static CausalEdge unknown(String source, String target) {
    return new CausalEdge(
        source, target, Double.NaN, UNKNOWN_PROBABILITY, Double.NaN, Double.NaN, false);
  }

  /** An edge of a graph that is known. */
  public static CausalEdge known(String source, String target) {
    return new CausalEdge(source, target, Double.NaN, 1, Double.NaN, Double.NaN, true);
  }

  /** The same between latents called otherwise. */
  public CausalEdge between(String otherSource, String otherTarget) {
    return new CausalEdge(
        otherSource, otherTarget, score, probability, stability, directionSupport, selected);
  }

  /** Whether the data were asked for the direction; otherwise the edge is to be read without. */
  public boolean hasDirection() {
    return Double.isFinite(directionSupport);
  }
}
