package io.headwater.estimator.sun;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.network.FrozenPass;
import io.headwater.estimator.count.LatentRest;
import io.headwater.estimator.report.Conditions;
import io.headwater.estimator.report.Evidence;
import io.headwater.estimator.report.ModalityEvidence;
import io.headwater.model.latent.GraphConstraints;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * Examines the conditions of identifiability with the model as it stands, on held-out windows. The
 * held-out windows also chose among replicas and edges, but entered no step.
 */
final class HeldOutStudy {
  /** Windows whose posteriors are computed: an average of variances needs no more. */
  private static final int POSTERIORS = 4 * FrozenPass.ROWS;

  private final List<ModalityIntake> intakes;
  private final SunNetwork network;
  private final LatentStage stage;
  private final GraphConstraints declared;

  HeldOutStudy(
      List<ModalityIntake> intakes,
      SunNetwork network,
      LatentStage stage,
      GraphConstraints declared) {
    this.intakes = intakes;
    this.network = network;
    this.stage = stage;
    this.declared = declared;
  }

  /**
   * The same agreement of replicas, with fresh findings.
   *
   * @param rests of the declared modalities
   */
  HeldOutFindings measure(
      List<AlignedWindow> heldOut, LatentRest.Share[] rests, HeldOutFindings before) {
    List<AlignedWindow> windows = new ArrayList<>(heldOut);
    windows.sort(AlignedWindow.SUBJECT_ORDER);
    HeldOutColumns columns = new HeldOutColumns(stage, windows.size());
    for (int from = 0; from < windows.size(); from += FrozenPass.ROWS) {
      int to = Math.min(windows.size(), from + FrozenPass.ROWS);
      collect(WindowBatch.read(intakes, windows.subList(from, to)), from, columns);
    }
    double[][] variances = posteriorVariances(windows);
    List<ModalityEvidence> modalities = new ArrayList<>();
    for (int m = 0; m < stage.blocks().size(); m++) {
      LatentRest.Share rest = m < rests.length ? rests[m] : LatentRest.Share.unknown(0);
      modalities.add(
          columns.evidence(m, stage.solved(), variances[m], rest, before.agreement()[m]));
    }
    Evidence evidence =
        new Evidence(
            windows.stream().map(AlignedWindow::subject).toArray(String[]::new),
            windows.stream().mapToLong(AlignedWindow::startMicros).toArray(),
            modalities,
            stage.linked(),
            stage.directed(declared),
            stage.solved(),
            before.goodReplicas(),
            columns.shared(),
            declared);
    return before.withFindings(Conditions.examine(evidence));
  }

  private void collect(WindowBatch batch, int from, HeldOutColumns columns) {
    float[][] codes;
    try (FrozenPass pass = network.freeze()) {
      codes = pass.encode(batch);
      for (int m = 0; m < codes.length; m++) {
        columns.addSelf(m, from, batch, pass.reconstruct(m, codes[m], FrozenPass.ROWS));
      }
    }
    columns.addCodes(from, batch, codes, network);
  }

  /** Per modality and latent, mean posterior variance of windows spread over the held-out ones. */
  private double[][] posteriorVariances(List<AlignedWindow> windows) {
    int stride = Math.max(1, (windows.size() + POSTERIORS - 1) / POSTERIORS);
    List<AlignedWindow> some = new ArrayList<>();
    for (int i = 0; i < windows.size(); i += stride) {
      some.add(windows.get(i));
    }
    List<WindowEstimate> estimates = new WindowInference(intakes, network, stage).infer(some);
    double[][] variances = new double[stage.blocks().size()][];
    for (int m = 0; m < variances.length; m++) {
      variances[m] = new double[stage.blocks().get(m).latents()];
      for (int k = 0; k < variances[m].length; k++) {
        int modality = m;
        int latent = k;
        variances[m][k] =
            estimates.stream()
                .map(estimate -> estimate.modalities().get(modality))
                .filter(ModalityEstimate::present)
                .mapToDouble(e -> (double) e.deviation()[latent] * e.deviation()[latent])
                .average()
                .orElse(Double.NaN);
      }
    }
    return variances;
  }
}
