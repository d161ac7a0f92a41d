package io.headwater.estimator.mixture;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** What may be read off the latent as a whole and off its nodes. */
final class MixtureVerdicts {
  private MixtureVerdicts() {}

  /** Nothing can be said of either block. */
  static List<ConditionFinding> undecided(double rows, String why) {
    return Stream.of(MixtureEstimator.JOINT, MixtureEstimator.CAUSES)
        .map(b -> summary(b, Verdict.UNDECIDED, FindingStatus.NOT_ENOUGH_DATA, rows, why))
        .toList();
  }

  /** What may be read off a block. */
  static ConditionFinding summary(
      String block, Verdict verdict, FindingStatus status, double rows, String words) {
    return new ConditionFinding(
        IdentifiabilityReport.SUMMARY,
        block,
        Double.NaN,
        Double.NaN,
        rows,
        status,
        verdict + ": " + words);
  }

  static List<ConditionFinding> apart(double rows) {
    return List.of(
        summary(
            MixtureEstimator.JOINT,
            Verdict.NONE,
            FindingStatus.REFUTED,
            rows,
            "modalities have nothing in common, so the latent is a mere list of both"),
        summary(
            MixtureEstimator.CAUSES,
            Verdict.NONE,
            FindingStatus.REFUTED,
            rows,
            "no clusters that modalities have in common"));
  }

  static ConditionFinding joint(boolean clusters, double rows) {
    return summary(
        MixtureEstimator.JOINT,
        Verdict.BLOCK_ONLY,
        FindingStatus.SUPPORTED,
        rows,
        clusters
            ? "the latent as a whole and its clusters; its axes are arbitrary"
            : "the latent as a whole; its axes are arbitrary, and it has no clusters");
  }

  static ConditionFinding causes(boolean clusters, boolean named, double rows) {
    if (!clusters) {
      return summary(
          MixtureEstimator.CAUSES,
          Verdict.NONE,
          FindingStatus.REFUTED,
          rows,
          "there are no clusters; categories cut up what hangs together");
    }
    return named
        ? summary(
            MixtureEstimator.CAUSES,
            Verdict.COMPONENT,
            FindingStatus.SUPPORTED,
            rows,
            "categories of each node, up to names; directions only where the CPDAG has them")
        : summary(
            MixtureEstimator.CAUSES,
            Verdict.BLOCK_ONLY,
            FindingStatus.SUPPORTED,
            rows,
            "which windows share a joint outcome; the split into nodes is one of several");
  }
}
