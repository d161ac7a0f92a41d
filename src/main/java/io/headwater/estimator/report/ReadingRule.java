package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What may be read off a modality, from its findings. The first line that applies:
 *
 * <ol>
 *   <li>NONE: there is only one modality, or {@link CrossVisibility#CONNECTIVITY} is refuted; of a
 *       shared block, {@link SharedAlignment} stands in its place.
 *   <li>UNDECIDED: that is not supported yet, nothing was solved, or the process moved ({@link
 *       Stationarity} refuted).
 *   <li>BLOCK_ONLY: refuted is any of: equally good restarts agree, about it and about a modality
 *       that is linked to it; noise or relations forbid rotations; latents differ in their links;
 *       every latent is linked; noises within the modality are independent; what siblings give to a
 *       latent would show; the number of latents is not too high nor too low, by exogenous
 *       components or by summaries; the data determine every latent; exogenous components are
 *       independent.
 *   <li>COMPONENT: at least three equally good restarts agree, and that they agree about a modality
 *       linked to it, that rotations are forbidden, that noises within the modality are independent
 *       (where it can be linked to one other only: and declared to be), that what siblings give to
 *       a latent would show or is excluded, and that neither exogenous components nor what the
 *       latents leave of summaries carry anything is supported or cannot be tested.
 *   <li>UNDECIDED.
 * </ol>
 */
final class ReadingRule {
  private static final Set<String> FOR_COMPONENTS =
      Set.of(
          ReplicaAgreement.NAME,
          NeighbourAgreement.NAME,
          NoiseVariability.ROTATION,
          SparsePattern.PATTERN,
          SparsePattern.LINKED,
          WithinIndependence.NAME,
          SiblingVisibility.NAME,
          CrossVisibility.SMALLEST,
          ExogenousLeak.NAME,
          SummaryRest.NAME,
          InvertibleMixing.NAME,
          ExogenousIndependence.NAME);

  /** What must not be open, besides that restarts agree. */
  private static final List<String> TO_BE_DECIDED =
      List.of(
          NeighbourAgreement.NAME,
          NoiseVariability.ROTATION,
          WithinIndependence.NAME,
          SiblingVisibility.NAME,
          ExogenousLeak.NAME,
          SummaryRest.NAME);

  private ReadingRule() {}

  static ConditionFinding apply(Evidence evidence, int m, List<ConditionFinding> findings) {
    String name = evidence.modality(m).name();
    List<ConditionFinding> own = findings.stream().filter(f -> f.scope().equals(name)).toList();
    List<String> against =
        own.stream()
            .filter(f -> FOR_COMPONENTS.contains(f.condition()))
            .filter(f -> f.status() == FindingStatus.REFUTED)
            .map(f -> "'" + f.condition() + "'")
            .toList();
    String visible = evidence.isShared(m) ? SharedAlignment.NAME : CrossVisibility.CONNECTIVITY;
    Verdict verdict = verdict(evidence, own, visible, !against.isEmpty());
    return new ConditionFinding(
        IdentifiabilityReport.SUMMARY,
        name,
        against.size(),
        0,
        status(own, visible).effectiveSamples(),
        statusOf(verdict),
        verdict + ": " + words(verdict, against, own, visible));
  }

  private static Verdict verdict(
      Evidence evidence, List<ConditionFinding> own, String visible, boolean anyAgainst) {
    FindingStatus connectivity = status(own, visible).status();
    if (evidence.count() < 2 || connectivity == FindingStatus.REFUTED) {
      return Verdict.NONE;
    }
    if (connectivity != FindingStatus.SUPPORTED
        || !evidence.solved()
        || status(own, Stationarity.NAME).status() == FindingStatus.REFUTED) {
      return Verdict.UNDECIDED;
    }
    if (anyAgainst) {
      return Verdict.BLOCK_ONLY;
    }
    boolean agreed = status(own, ReplicaAgreement.NAME).status() == FindingStatus.SUPPORTED;
    boolean open =
        TO_BE_DECIDED.stream()
            .anyMatch(name -> status(own, name).status() == FindingStatus.NOT_ENOUGH_DATA);
    return agreed && !open ? Verdict.COMPONENT : Verdict.UNDECIDED;
  }

  private static ConditionFinding status(List<ConditionFinding> findings, String condition) {
    return findings.stream()
        .filter(f -> f.condition().equals(condition))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("No finding about '" + condition + "' was made."));
  }

  private static FindingStatus statusOf(Verdict verdict) {
    return switch (verdict) {
      case COMPONENT -> FindingStatus.SUPPORTED;
      case BLOCK_ONLY, NONE -> FindingStatus.REFUTED;
      case UNDECIDED -> FindingStatus.NOT_ENOUGH_DATA;
    };
  }

  private static String words(
      Verdict verdict, List<String> against, List<ConditionFinding> own, String visible) {
    return switch (verdict) {
      case COMPONENT ->
          "single latents may be read, up to order, sign and bending, under the listed assumptions";
      case BLOCK_ONLY ->
          "read the latents of this modality as a space; refuted: " + String.join("; ", against);
      case NONE ->
          visible.equals(SharedAlignment.NAME)
              ? "its members do not hold the same values"
              : "nothing shared with another modality was found";
      case UNDECIDED -> "not decided: " + String.join("; ", open(own, visible));
    };
  }

  private static List<String> open(List<ConditionFinding> own, String visible) {
    List<String> open = new ArrayList<>();
    List<String> needed = new ArrayList<>(List.of(visible, ReplicaAgreement.NAME));
    needed.addAll(TO_BE_DECIDED);
    for (String condition : needed) {
      ConditionFinding finding = status(own, condition);
      if (finding.status() == FindingStatus.NOT_ENOUGH_DATA) {
        open.add("'" + condition + "' is open");
      }
    }
    if (status(own, Stationarity.NAME).status() == FindingStatus.REFUTED) {
      open.add("the process moved");
    }
    return open;
  }
}
