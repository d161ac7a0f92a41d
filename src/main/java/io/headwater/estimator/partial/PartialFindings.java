package io.headwater.estimator.partial;

import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.network.Codes;
import io.headwater.estimator.report.FindingsCodec;
import io.headwater.estimator.report.WindowsObserved;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What the last decision found.
 *
 * @param findings one per condition and scope
 */
record PartialFindings(List<ConditionFinding> findings) {
  private static final List<String> ASSUMPTIONS =
      List.of(
          "The number of latents and of exogenous components of each modality is as configured.",
          "Each modality's data are an invertible function of its latents and its exogenous"
              + " components; measurement noise beyond them is small.",
          "A latent that is shared and one that is caused almost without noise look the same;"
              + " pairs closer than the threshold are called shared.",
          "Links between a modality's own latents and shared ones that it contains are not looked"
              + " for: its code can hold the ones as any function of both.",
          "The module is inspired by Benhamza et al. 2026, whose own form is not public; their"
              + " theorem is no proof for it.",
          "The data-generating process is the same for all subjects and does not drift faster than"
              + " the learner follows.");

  PartialFindings {
    findings = List.copyOf(findings);
  }

  static PartialFindings none(List<ModalityShape> shapes) {
    return new PartialFindings(SharingReport.undecided(shapes));
  }

  static PartialFindings of(
      PartialStage stage,
      Codes heldOut,
      PartialSettings settings,
      double[] dimensions,
      double maskGain) {
    return new PartialFindings(
        new SharingReport(stage, heldOut, settings, dimensions, maskGain).findings());
  }

  IdentifiabilityReport report(long observed, PartialSettings settings) {
    List<ConditionFinding> all = new ArrayList<>();
    all.add(WindowsObserved.finding(observed));
    all.addAll(findings);
    List<String> assumptions = new ArrayList<>(ASSUMPTIONS);
    assumptions.add(
        settings.specificMayCause()
            ? "Declared by the user: latents of one modality alone may cause shared ones. The theorem of Benhamza et al. excludes that."
            : "Latents of one modality alone do not cause shared ones (configured); none of these edges was looked for.");
    return new IdentifiabilityReport(all, assumptions);
  }

  void write(StateWriter out) {
    FindingsCodec.write(out, findings);
  }

  static PartialFindings read(StateReader in) {
    return new PartialFindings(FindingsCodec.read(in));
  }
}
