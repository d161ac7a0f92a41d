package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Condition 4.3 of Sun et al. as far as the selected graph shows it: two latents of a modality with
 * the same neighbours in the other modalities are not told apart by sparsity, and a latent without
 * a neighbour is covered by no theorem. Noise may tell such latents apart, but not where latents of
 * the modality cause each other.
 */
final class SparsePattern {
  static final String PATTERN = "latents differ in their cross-modal links (sparsity)";
  static final String LINKED = "every latent has a cross-modal link";

  private SparsePattern() {}

  static List<ConditionFinding> examine(Evidence evidence, List<Variability> variability) {
    List<ConditionFinding> findings = new ArrayList<>();
    for (int m = 0; m < evidence.count(); m++) {
      findings.add(pattern(evidence, m, variability.get(m)));
      findings.add(linked(evidence, m));
    }
    return findings;
  }

  private static ConditionFinding pattern(Evidence evidence, int m, Variability variability) {
    int latents = evidence.modality(m).latentCount();
    int first = evidence.firstNode(m);
    int pairs = latents * (latents - 1) / 2;
    int distinct = 0;
    for (int a = first; a < first + latents; a++) {
      for (int b = first; b < a; b++) {
        distinct += sameNeighbours(evidence, a, b) ? 0 : 1;
      }
    }
    FindingStatus status;
    String words;
    if (!evidence.solved()) {
      status = FindingStatus.NOT_ENOUGH_DATA;
      words = "component: no graph yet";
    } else if (distinct == pairs) {
      status = FindingStatus.SUPPORTED;
      words = "component: mixing any two latents would add links";
    } else if (variability.notHeld() <= 1 && !evidence.linkedWithin(m)) {
      status = FindingStatus.NOT_TESTABLE;
      words =
          "component: %d of %d pairs have the same neighbours; their noise alone tells them apart"
              .formatted(pairs - distinct, pairs);
    } else {
      status = FindingStatus.REFUTED;
      words =
          "block: %d of %d pairs of latents have the same neighbours and can be mixed freely"
              .formatted(pairs - distinct, pairs);
    }
    return Condition.finding(
        PATTERN, evidence.modality(m).name(), counted(evidence, m, distinct), pairs, status, words);
  }

  private static ConditionFinding linked(Evidence evidence, int m) {
    int latents = evidence.modality(m).latentCount();
    List<Integer> alone = new ArrayList<>();
    for (int k = 0; k < latents; k++) {
      if (isolated(evidence, evidence.firstNode(m) + k)) {
        alone.add(k);
      }
    }
    FindingStatus status = FindingStatus.SUPPORTED;
    String words = "component: a latent without a link would not be covered";
    if (!evidence.solved()) {
      status = FindingStatus.NOT_ENOUGH_DATA;
      words = "component: no graph yet";
    } else if (evidence.isShared(m)) {
      words = "component: its members have it in common, which needs no link";
    } else if (!alone.isEmpty()) {
      status = FindingStatus.REFUTED;
      words = "none for latents %s: no link to another modality was selected".formatted(alone);
    }
    return Condition.finding(
        LINKED,
        evidence.modality(m).name(),
        counted(evidence, m, latents - alone.size()),
        latents,
        status,
        words);
  }

  private static Measured counted(Evidence evidence, int m, int count) {
    return new Measured(evidence.solved() ? count : Double.NaN, 0, evidence.rowsOf(m).size());
  }

  private static boolean isolated(Evidence evidence, int node) {
    for (int other = 0; other < evidence.linked().length; other++) {
      if (evidence.neighbours(node, other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameNeighbours(Evidence evidence, int a, int b) {
    for (int other = 0; other < evidence.linked().length; other++) {
      if (evidence.neighbours(a, other) != evidence.neighbours(b, other)) {
        return false;
      }
    }
    return true;
  }
}
