package io.headwater.estimator.report;

import java.util.List;

/**
 * What the members of a shared block say of it, each by itself. Values of absent rows are never
 * read.
 *
 * @param modality number of the block among the modalities of the evidence
 * @param members names of its members
 * @param present [member][row]
 * @param codes the members' shared dimensions on their common scale, [member][dimension][row]
 */
public record SharedEvidence(
    int modality, List<String> members, boolean[][] present, double[][][] codes) {
  public SharedEvidence {
    members = List.copyOf(members);
    if (present.length != members.size() || codes.length != members.size()) {
      throw new IllegalArgumentException(
          "A shared block of %d members has presence of %d and codes of %d; give each one of both."
              .formatted(members.size(), present.length, codes.length));
    }
  }
}
