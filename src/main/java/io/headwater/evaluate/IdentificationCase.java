package io.headwater.evaluate;

import java.util.Optional;

/**
 * What a score is computed from: truth and estimate over the same held-out rows.
 *
 * @param truth true latents
 * @param estimate estimated latents of the same modalities; a modality may have more or fewer
 * @param exogenous true exogenous noise of the modalities, where known
 * @param graphs true and estimated adjacency, where a graph was learned
 * @param runs which rows follow each other in time
 */
public record IdentificationCase(
    LatentBlocks truth,
    LatentBlocks estimate,
    Optional<LatentBlocks> exogenous,
    Optional<Graphs> graphs,
    Runs runs) {

  /**
   * Adjacencies over the stacked components, source × target; may have cycles.
   *
   * @param truth over the true latents
   * @param estimate over the estimated latents, in their own order
   */
  public record Graphs(boolean[][] truth, boolean[][] estimate) {}

  public IdentificationCase {
    sameShape(truth, estimate, "estimate");
    exogenous.ifPresent(e -> sameShape(truth, e, "exogenous noise"));
    graphs.ifPresent(
        g -> {
          square(g.truth(), truth.size(), "true");
          square(g.estimate(), estimate.size(), "estimated");
        });
    if (runs.rows() != truth.rows()) {
      throw new IllegalArgumentException(
          "Runs of %d rows do not fit latents of %d rows.".formatted(runs.rows(), truth.rows()));
    }
  }

  /** Independent rows, no graphs, exogenous noise not known. */
  public static IdentificationCase of(LatentBlocks truth, LatentBlocks estimate) {
    return new IdentificationCase(
        truth, estimate, Optional.empty(), Optional.empty(), Runs.single(truth.rows()));
  }

  public IdentificationCase withGraphs(boolean[][] trueGraph, boolean[][] estimatedGraph) {
    return new IdentificationCase(
        truth, estimate, exogenous, Optional.of(new Graphs(trueGraph, estimatedGraph)), runs);
  }

  public IdentificationCase withExogenous(LatentBlocks noise) {
    return new IdentificationCase(truth, estimate, Optional.of(noise), graphs, runs);
  }

  public IdentificationCase withRuns(Runs rowsInTime) {
    return new IdentificationCase(truth, estimate, exogenous, graphs, rowsInTime);
  }

  private static void sameShape(LatentBlocks truth, LatentBlocks other, String what) {
    if (!truth.modalities().equals(other.modalities()) || truth.rows() != other.rows()) {
      throw new IllegalArgumentException(
          "The truth has %d rows of %s, the %s %d rows of %s; both need the same."
              .formatted(truth.rows(), truth.modalities(), what, other.rows(), other.modalities()));
    }
  }

  private static void square(boolean[][] graph, int size, String what) {
    boolean fits = graph.length == size;
    for (boolean[] row : graph) {
      fits &= row.length == size;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "The %s graph needs %d × %d entries for its latents; it has %d rows, or rows of another length."
              .formatted(what, size, size, graph.length));
    }
  }
}
