package io.headwater.estimator.mixture;

import io.headwater.estimator.report.FindingsCodec;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.List;

/**
 * What the last re-solve of a factorial mixture found.
 *
 * @param seed what codes said before a mixture shaped them
 * @param findings one line per condition
 */
record FactorialFindings(SeedEvidence seed, List<ConditionFinding> findings) {
  private static final List<String> ASSUMPTIONS =
      List.of(
          "Each modality is a noisy function of one latent that all share.",
          "That latent is a sum of one effect for each node's category, and Gaussian noise of one variance for all outcomes; effects of different nodes point in different directions.",
          "Joint outcomes are too many to list; they are described by nodes alone, and sampled in training.",
          "Nodes and categories are named up to exchange. Which of two joined nodes is the cause is read off conditional independences alone, and left open where these do not tell.");

  FactorialFindings {
    findings = List.copyOf(findings);
  }

  static FactorialFindings none() {
    return new FactorialFindings(
        SeedEvidence.none(), MixtureVerdicts.undecided(0, "nothing was solved yet"));
  }

  IdentifiabilityReport report(long observed) {
    return MixtureFindings.report(findings, ASSUMPTIONS, observed);
  }

  void write(StateWriter out) {
    seed.write(out);
    FindingsCodec.write(out, findings);
  }

  static FactorialFindings read(StateReader in) {
    return new FactorialFindings(SeedEvidence.read(in), FindingsCodec.read(in));
  }
}
