package io.headwater.model.latent;

import java.util.Arrays;
import java.util.List;

/**
 * What a solve asks of its samples.
 *
 * @param train rows to fit
 * @param heldOut other rows
 * @param names one per modality, for messages
 */
record SampleChecks(CodeSample train, CodeSample heldOut, List<String> names) {
  /** Fewer rows of a modality cannot carry a density in several dimensions. */
  private static final int FEWEST_ROWS = 200;

  /** Fewer held-out rows cannot tell replicas apart. */
  private static final int FEWEST_HELD_OUT_ROWS = 40;

  /** Modalities seen together in fewer rows than this get no edges between them. */
  private static final int FEWEST_SHARED_ROWS = 100;

  /**
   * @throws IllegalArgumentException when samples, names and constraints do not fit together
   */
  void requireFit(GraphConstraints constraints, SolverSettings.Ablation ablation) {
    if (!Arrays.equals(train.latents(), heldOut.latents())
        || !Arrays.equals(train.exogenous(), heldOut.exogenous())
        || !Arrays.deepEquals(train.given(), heldOut.given())
        || names.size() != train.modalities()) {
      throw new IllegalArgumentException(
          "Training rows have latents %s, held-out rows %s, and there are %d modality names; all three must match."
              .formatted(
                  Arrays.toString(train.latents()),
                  Arrays.toString(heldOut.latents()),
                  names.size()));
    }
    constraints.checkAgainst(train.modalities());
    if (ablation == SolverSettings.Ablation.CROSS_EDGES && !constraints.required().isEmpty()) {
      throw new IllegalArgumentException(
          "Edges are required, but the settings forbid all edges between modalities; drop one.");
    }
  }

  /** What data are missing, as a sentence; empty when none are. */
  String shortfall(GraphConstraints constraints) {
    for (int m = 0; m < train.modalities(); m++) {
      int rows = train.sharedRows(m, m);
      int held = heldOut.sharedRows(m, m);
      if (rows < FEWEST_ROWS || held < FEWEST_HELD_OUT_ROWS) {
        return "Modality '%s' has %d rows to fit and %d held out; components need at least %d and %d."
            .formatted(names.get(m), rows, held, FEWEST_ROWS, FEWEST_HELD_OUT_ROWS);
      }
    }
    for (GraphConstraints.Link link : constraints.required()) {
      if (!together(train, heldOut, link.from(), link.to())) {
        return "An edge from '%s' to '%s' is required, but they are seen together in %d rows to fit and %d held out; it needs at least %d and %d."
            .formatted(
                names.get(link.from()),
                names.get(link.to()),
                train.sharedRows(link.from(), link.to()),
                heldOut.sharedRows(link.from(), link.to()),
                FEWEST_SHARED_ROWS,
                FEWEST_HELD_OUT_ROWS);
      }
    }
    return "";
  }

  private static boolean together(CodeSample train, CodeSample heldOut, int a, int b) {
    return train.sharedRows(a, b) >= FEWEST_SHARED_ROWS
        && heldOut.sharedRows(a, b) >= FEWEST_HELD_OUT_ROWS;
  }

  /** Modalities between which there may be edges, as far as the rows go. */
  static boolean[][] linked(Fitting fitting) {
    CodeSample train = fitting.train();
    int modalities = train.modalities();
    boolean[][] linked = new boolean[modalities][modalities];
    for (int a = 0; a < modalities; a++) {
      for (int b = 0; b < modalities; b++) {
        linked[a][b] =
            a != b
                && !train.contains(a, b)
                && fitting.settings().ablation() != SolverSettings.Ablation.CROSS_EDGES
                && together(train, fitting.heldOut(), a, b);
      }
    }
    return linked;
  }
}
