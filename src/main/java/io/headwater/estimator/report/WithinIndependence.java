package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether latents of one modality cause each other. If not, their noises are independent: a weak
 * test, since components are chosen so as to look independent, and wrong ones often succeed in it.
 * Of a modality that can be linked to two others the solver looks for such links; where it found
 * some, what they leave over is tested.
 *
 * <p>A modality that can be linked to one other only stands and falls with it: it has its axes from
 * its links to that one alone. And there nobody can tell: where a latent {@code b} takes something
 * from its sibling {@code a}, {@code b - f(a)} has independent noise and as few links. So its
 * components are read only where the user declares that latents of one modality do not cause each
 * other. Where links within can be looked for, one that is found refutes that declaration.
 */
final class WithinIndependence implements Condition {
  static final String NAME = "no causal edges within the modality (noises are independent)";

  /**
   * Rank correlation of noises that components of finite accuracy do not explain: at 0.1, pairs
   * turned into each other by 0.15 radians (correlation .99 with the truth) raised alarms.
   */
  private static final double LEAST = 0.15;

  private static final String ONE_OTHER =
      "block: components not determined; it can be linked to one other modality only, and with links"
          + " within one of the two another set of components fits as sparsely";

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    List<Measured> dependences = new ArrayList<>();
    for (int m = 0; m < evidence.count(); m++) {
      dependences.add(strongestDependence(evidence, m));
    }
    return Condition.ofEach(evidence, m -> examine(evidence, m, dependences));
  }

  private static ConditionFinding examine(Evidence evidence, int m, List<Measured> dependences) {
    ModalityEvidence modality = evidence.modality(m);
    List<Integer> partners = evidence.partners(m);
    boolean restsOnOne = partners.size() < 2 && !evidence.isShared(m);
    Measured worst = dependences.get(m);
    FindingStatus status;
    String words;
    if (modality.latentCount() == 1) {
      status = FindingStatus.SUPPORTED;
      words = "component: one latent has no sibling";
    } else if (!evidence.solved() || worst.tooFew()) {
      status = FindingStatus.NOT_ENOUGH_DATA;
      words = "component: not tested yet";
    } else if (worst.exceeds(LEAST)) {
      status = FindingStatus.REFUTED;
      words =
          restsOnOne
              ? ONE_OTHER
              : "block: the latents depend on each other within the modality; components can be"
                  + " confidently wrong";
    } else if (restsOnOne && partners.stream().anyMatch(n -> dependences.get(n).exceeds(LEAST))) {
      int partner = partners.get(0);
      worst = dependences.get(partner);
      status = FindingStatus.REFUTED;
      words =
          ONE_OTHER
              + " (the noises of '%s' depend on each other)"
                  .formatted(evidence.modality(partner).name());
    } else if (restsOnOne && !evidence.noneWithin()) {
      status = FindingStatus.NOT_ENOUGH_DATA;
      words =
          "component: undecided; if latents of one modality cause each other, links to one other"
              + " modality cannot show it, and other components fit as well. If you know that they"
              + " do not, declare estimator.graph.within: excluded";
    } else if (evidence.noneWithin() && evidence.linkedWithin(m)) {
      status = FindingStatus.REFUTED;
      words =
          "block: links within the modality were found and are in the graph, though"
              + " estimator.graph.within: excluded declares that there are none; that is wrong,"
              + " or the links between modalities are not what the model takes them for, as with"
              + " feedback between modalities";
    } else if (evidence.linkedWithin(m)) {
      status = FindingStatus.NOT_TESTABLE;
      words =
          "component: links within the modality were found and are in the graph, in either"
              + " direction; its axes rest on links to other modalities alone";
    } else {
      status = FindingStatus.SUPPORTED;
      words = "component: weak test; wrong components can pass it, so it remains an assumption";
    }
    return Condition.finding(NAME, modality.name(), worst, LEAST, status, words);
  }

  private static Measured strongestDependence(Evidence evidence, int m) {
    RowSet rows = evidence.rowsOf(m);
    double[][] noise = rows.of(evidence.modality(m).noise());
    List<Measured> pairs = new ArrayList<>();
    for (int i = 0; i < noise.length; i++) {
      for (int j = 0; j < i; j++) {
        pairs.add(Measured.dependence(noise[i], noise[j], rows));
      }
    }
    return pairs.isEmpty() ? Measured.nothing(rows.size()) : Measured.strongest(pairs);
  }
}
