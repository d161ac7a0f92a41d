package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether what siblings give to a latent would show. If {@code b} takes {@code f(a)} from its
 * sibling {@code a} and has an effect in another modality that {@code a} has not, then {@code b -
 * f(a)} in its place would need a link more, from {@code a} to that effect. If it has none, {@code
 * b - f(a)} fits as well and as sparsely, and no test can see it: so it was with a modality found
 * to .861 that all else called determined. Only knowledge helps, so components of such a modality
 * are read only where the user declares that latents of one modality do not cause each other.
 *
 * <p>Effects of {@code b} count where the direction is known, since with the link turned round
 * {@code b - f(a)} needs none; those of {@code a} count wherever they are possible.
 */
final class SiblingVisibility implements Condition {
  static final String NAME = "what siblings give to a latent would show, or is excluded";

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    return Condition.ofEach(evidence, m -> examine(evidence, m));
  }

  private static ConditionFinding examine(Evidence evidence, int m) {
    int latents = evidence.modality(m).latentCount();
    List<Integer> hidden = hidden(evidence, m);
    FindingStatus status;
    String words;
    if (latents == 1) {
      status = FindingStatus.SUPPORTED;
      words = "component: one latent has no sibling";
    } else if (!evidence.solved()) {
      status = FindingStatus.NOT_ENOUGH_DATA;
      words = "component: no graph yet";
    } else if (hidden.isEmpty()) {
      status = FindingStatus.SUPPORTED;
      words = "component: each latent has effects in other modalities that no sibling has";
    } else if (evidence.noneWithin()) {
      status = FindingStatus.NOT_TESTABLE;
      words =
          "component: that siblings give nothing to latents %s is declared, and would not show"
              .formatted(hidden);
    } else if (evidence.linkedWithin(m)) {
      status = FindingStatus.REFUTED;
      words =
          "block: latents of the modality cause each other, and what siblings give to latents %s, which are not known to have effects in other modalities that no sibling has, cannot be told"
              .formatted(hidden);
    } else {
      status = FindingStatus.NOT_ENOUGH_DATA;
      words =
          "component: undecided; if siblings cause latents %s, which are not known to have effects in other modalities that no sibling has, other components fit as well. If you know that latents of one modality do not cause each other, declare estimator.graph.within: excluded"
              .formatted(hidden);
    }
    Measured shown =
        new Measured(
            evidence.solved() ? latents - hidden.size() : Double.NaN, 0, evidence.rowsOf(m).size());
    return Condition.finding(NAME, evidence.modality(m).name(), shown, latents, status, words);
  }

  /** Latents of a modality all of whose known effects elsewhere may be effects of a sibling. */
  private static List<Integer> hidden(Evidence evidence, int m) {
    int first = evidence.firstNode(m);
    int latents = evidence.modality(m).latentCount();
    return IntStream.range(0, latents)
        .filter(
            b ->
                IntStream.range(0, latents)
                    .anyMatch(a -> a != b && hides(evidence, first + a, first + b)))
        .boxed()
        .toList();
  }

  private static boolean hides(Evidence evidence, int a, int b) {
    return IntStream.range(0, evidence.linked().length)
        .filter(n -> evidence.neighbours(b, n) && evidence.directed()[b][n])
        .allMatch(n -> mayCause(evidence, a, n));
  }

  private static boolean mayCause(Evidence evidence, int a, int n) {
    return evidence.linked()[a][n] || evidence.linked()[n][a] && !evidence.directed()[n][a];
  }
}
