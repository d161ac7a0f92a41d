package io.headwater.estimator.mixture;

import io.headwater.estimator.report.FindingsCodec;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What the last re-solve found.
 *
 * @param count Gaussians in the codes before a mixture shaped them
 * @param findings one line per condition
 */
record MixtureFindings(ClusterCount count, List<ConditionFinding> findings) {
  private static final List<String> ASSUMPTIONS =
      List.of(
          "Each modality is a noisy function of one latent that all share.",
          "That latent is a mixture of Gaussians whose components are the joint outcomes of as many nodes as declared.",
          "A node's category shifts the latent by the same amount whatever the others are; only this tells which clusters belong to which category.",
          "Nodes and categories are named up to exchange. Which of two joined nodes is the cause is read off conditional independences alone, and left open where these do not tell.");

  MixtureFindings {
    findings = List.copyOf(findings);
  }

  static MixtureFindings none() {
    return new MixtureFindings(
        ClusterCount.none(), MixtureVerdicts.undecided(0, "nothing was solved yet"));
  }

  IdentifiabilityReport report(long observed) {
    return report(findings, ASSUMPTIONS, observed);
  }

  static IdentifiabilityReport report(
      List<ConditionFinding> findings, List<String> assumed, long observed) {
    List<String> assumptions = new ArrayList<>(assumed);
    assumptions.add("%d windows have been observed.".formatted(observed));
    return new IdentifiabilityReport(findings, assumptions);
  }

  void write(StateWriter out) {
    count.write(out);
    FindingsCodec.write(out, findings);
  }

  static MixtureFindings read(StateReader in) {
    return new MixtureFindings(ClusterCount.read(in), FindingsCodec.read(in));
  }
}
