package io.headwater.suite;

import io.headwater.simulate.SimulatedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Holds what a replay wrote against the truth of its rows, on those that were not learned. */
interface RunScoring {
  /** Seed of probes and chance levels: the same for every run, so that runs compare. */
  long SEED = 1;

  /**
   * What a run is worth. Null for what does not apply to its row.
   *
   * @param scores over all blocks; see {@link RunScores#none}
   * @param nodes of nodes with categories
   * @param membership of latents that several modalities may contain
   * @param counts true and learned numbers of latents
   * @param modalities what the report says of each beside what is true
   */
  record Scored(
      RunScores scores,
      NodeScores nodes,
      MembershipScores membership,
      RunCounts counts,
      List<ModalityReading> modalities) {}

  /**
   * @param latentsCsv estimates of the final model
   * @param graph the learned graph
   * @throws IOException when the estimates cannot be read or lack a window
   */
  Scored score(Path latentsCsv, LearnedGraph graph) throws IOException;

  /**
   * @param learned rows learned; those after them are scored
   */
  static RunScoring of(RowCatalogue.TruthForm form, SimulatedRows data, int learned) {
    return switch (form) {
      case NODES -> new NodeScoring(data, learned);
      case MEMBERSHIP -> new MembershipScoring(data, learned);
      case BLOCKS, CODES -> new BlockScoring(data, learned);
    };
  }
}
