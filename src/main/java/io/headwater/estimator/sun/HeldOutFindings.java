package io.headwater.estimator.sun;

import io.headwater.estimator.ComponentBlock;
import io.headwater.estimator.SharedBlock;
import io.headwater.estimator.count.LatentRest;
import io.headwater.estimator.report.Conditions;
import io.headwater.estimator.report.Evidence;
import io.headwater.estimator.report.FindingsCodec;
import io.headwater.estimator.report.ModalityEvidence;
import io.headwater.estimator.report.SharedEvidence;
import io.headwater.estimator.report.WindowsObserved;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.latent.GraphConstraints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the last re-solve found on windows that never entered a step.
 *
 * @param agreement per modality, agreement of equally good replicas of the adopted solve; NaN
 *     before one
 * @param goodReplicas how many replicas those were
 * @param findings one per condition and scope
 */
record HeldOutFindings(double[] agreement, int goodReplicas, List<ConditionFinding> findings) {
  /** Assumed of every modality, unless latents are counted. */
  static final String COUNTS_CONFIGURED =
      "The number of latents and of exogenous components of each modality is as configured.";

  private static final List<String> ASSUMPTIONS =
      List.of(
          "Latents of one modality do not cause each other where nothing could show it: where the"
              + " modality can be linked to one other only, or a latent has no effect in another"
              + " modality that is its own alone. There components are read only if that is declared; if it is wrong they"
              + " can be confidently wrong, and the test of it is weak.",
          COUNTS_CONFIGURED,
          "Each modality's data are an invertible function of its latents and its exogenous"
              + " components; measurement noise beyond them is small.",
          "Exogenous components of different modalities are independent of each other and of all"
              + " latents.",
          "Links act on conditional means: a link that acts on variances only is not seen by the"
              + " encoders.",
          "The causal order is an order of whole modalities.",
          "The data-generating process is the same for all subjects and does not drift faster than"
              + " the learner follows.");

  HeldOutFindings {
    findings = List.copyOf(findings);
  }

  static HeldOutFindings none(SharedLayout layout) {
    double[] unknown = new double[layout.components().size()];
    Arrays.fill(unknown, Double.NaN);
    return new HeldOutFindings(unknown, 0, Conditions.examine(nothing(layout)));
  }

  /** Evidence of no window: every condition then says what is missing. */
  private static Evidence nothing(SharedLayout layout) {
    List<ModalityEvidence> modalities = new ArrayList<>();
    int nodes = 0;
    for (ComponentBlock shape : layout.components()) {
      nodes += shape.latents();
      double[] unseen = new double[shape.latents()];
      Arrays.fill(unseen, Double.NaN);
      modalities.add(
          new ModalityEvidence(
              shape.name(),
              new boolean[0],
              new double[shape.latents()][0],
              new double[shape.exogenous()][0],
              new double[0][],
              new double[0][],
              new double[0],
              new double[0],
              unseen,
              LatentRest.Share.unknown(0),
              Double.NaN));
    }
    List<SharedEvidence> shared = new ArrayList<>();
    for (SharedBlock block : layout.blocks()) {
      int members = block.members().size();
      shared.add(
          new SharedEvidence(
              layout.modalities() + shared.size(),
              block.members().stream().map(m -> layout.shapes().get(m).name()).toList(),
              new boolean[members][0],
              new double[members][block.latents()][0]));
    }
    return new Evidence(
        new String[0],
        new long[0],
        modalities,
        new boolean[nodes][nodes],
        new boolean[nodes][nodes],
        false,
        0,
        shared,
        GraphConstraints.none());
  }

  /** These findings with the agreement of another solve. */
  HeldOutFindings withAgreement(double[] of, int good) {
    return new HeldOutFindings(of.clone(), good, findings);
  }

  HeldOutFindings withFindings(List<ConditionFinding> fresh) {
    return new HeldOutFindings(agreement, goodReplicas, fresh);
  }

  /**
   * @param declared what the user declared about the graph, as sentences
   */
  IdentifiabilityReport report(long observed, List<String> declared) {
    List<ConditionFinding> all = new ArrayList<>();
    all.add(WindowsObserved.finding(observed));
    all.addAll(findings);
    List<String> assumptions = new ArrayList<>(ASSUMPTIONS);
    assumptions.addAll(declared);
    return new IdentifiabilityReport(all, assumptions);
  }

  void write(StateWriter out) {
    out.writeDoubles(agreement);
    out.writeInt(goodReplicas);
    FindingsCodec.write(out, findings);
  }

  static HeldOutFindings read(StateReader in, int modalities) {
    double[] agreement = new double[modalities];
    in.readDoublesInto(agreement);
    int goodReplicas = in.readInt();
    return new HeldOutFindings(agreement, goodReplicas, FindingsCodec.read(in));
  }
}
