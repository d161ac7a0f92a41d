package io.headwater.estimator.mixture;

import io.headwater.graph.ConditionFinding;
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
        .map(b -> IdentifiabilityReport.reading(b, Verdict.UNDECIDED, rows, why))
        .toList();
  }

  static List<ConditionFinding> apart(double rows) {
    return List.of(
        IdentifiabilityReport.reading(
            MixtureEstimator.JOINT,
            Verdict.NONE,
            rows,
            "modalities have nothing in common, so the latent is a mere list of both"),
        IdentifiabilityReport.reading(
            MixtureEstimator.CAUSES,
            Verdict.NONE,
            rows,
            "no clusters that modalities have in common"));
  }

  static ConditionFinding joint(boolean clusters, double rows) {
    return IdentifiabilityReport.reading(
        MixtureEstimator.JOINT,
        Verdict.BLOCK_ONLY,
        rows,
        clusters
            ? "the latent as a whole and its clusters; its axes are arbitrary"
            : "the latent as a whole; its axes are arbitrary, and it has no clusters");
  }

  static ConditionFinding causes(boolean clusters, boolean named, double rows) {
    if (!clusters) {
      return IdentifiabilityReport.reading(
          MixtureEstimator.CAUSES,
          Verdict.NONE,
          rows,
          "there are no clusters; categories cut up what hangs together");
    }
    return named
        ? IdentifiabilityReport.reading(
            MixtureEstimator.CAUSES,
            Verdict.COMPONENT,
            rows,
            "categories of each node, up to names; directions only where the CPDAG has them")
        : IdentifiabilityReport.reading(
            MixtureEstimator.CAUSES,
            Verdict.BLOCK_ONLY,
            rows,
            "which windows share a joint outcome; the split into nodes is one of several");
  }
}
