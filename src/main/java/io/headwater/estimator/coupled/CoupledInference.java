package io.headwater.estimator.coupled;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.network.CodeStatistics;
import io.headwater.estimator.network.FrozenPass;
import io.headwater.estimator.network.LaplacePosterior;
import io.headwater.estimator.network.PredictionErrors;
import io.headwater.model.coupled.Unmixing;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/** Estimates of windows from the model as it stands. Changes nothing. */
final class CoupledInference {
  private final List<ModalityIntake> intakes;
  private final CoupledNetwork network;
  private final ComponentStage stage;

  CoupledInference(List<ModalityIntake> intakes, CoupledNetwork network, ComponentStage stage) {
    this.intakes = intakes;
    this.network = network;
    this.stage = stage;
  }

  List<WindowEstimate> infer(List<AlignedWindow> windows) {
    return WindowBatch.inPasses(intakes, windows, FrozenPass.ROWS, this::pass);
  }

  private List<WindowEstimate> pass(WindowBatch batch) {
    try (FrozenPass pass = network.freeze()) {
      return pass(pass, batch);
    }
  }

  private List<WindowEstimate> pass(FrozenPass pass, WindowBatch batch) {
    int modalities = batch.modalities();
    float[][] codes = pass.encode(batch);
    ModalityEstimate[][] known = new ModalityEstimate[modalities][];
    for (int m = 0; m < modalities; m++) {
      known[m] = present(pass, batch, m, codes[m]);
    }
    PredictionErrors errors = PredictionErrors.of(pass, codes, batch);
    List<WindowEstimate> out = new ArrayList<>();
    for (int r = 0; r < batch.rows(); r++) {
      float[][] components = new float[modalities][];
      for (int m = 0; m < modalities; m++) {
        components[m] = known[m][r] == null ? null : known[m][r].mean();
      }
      List<ModalityEstimate> row = new ArrayList<>();
      for (int m = 0; m < modalities; m++) {
        row.add(known[m][r] == null ? absent(m, components) : known[m][r]);
      }
      out.add(
          new WindowEstimate(
              row, errors.self()[r], errors.meanPredictor()[r], errors.crossMean(r)));
    }
    return out;
  }

  /** Per row its estimate; null where the modality is absent. */
  private ModalityEstimate[] present(FrozenPass pass, WindowBatch batch, int m, float[] codes) {
    CodeStatistics statistics = network.statistics(m);
    SimpleMatrix[] covariances = LaplacePosterior.covariances(pass, statistics, m, codes, batch);
    ModalityEstimate[] out = new ModalityEstimate[batch.rows()];
    for (int r = 0; r < out.length; r++) {
      if (batch.present(m, r)) {
        int width = statistics.width();
        float[] code = Arrays.copyOfRange(codes, r * width, (r + 1) * width);
        out[r] = estimate(m, code, covariances[r]);
      }
    }
    return out;
  }

  private ModalityEstimate estimate(int m, float[] code, SimpleMatrix covariance) {
    Unmixing unmixing = stage.unmixing(m);
    int d = stage.dimensions();
    float[] mean = new float[d];
    float[] deviation = new float[d];
    for (int k = 0; k < d; k++) {
      double value = 0;
      double variance = 0;
      for (int a = 0; a < d; a++) {
        value += unmixing.matrix().get(k, a) * (code[a] - unmixing.centre()[a]);
        for (int b = 0; b < d; b++) {
          variance +=
              unmixing.matrix().get(k, a) * covariance.get(a, b) * unmixing.matrix().get(k, b);
        }
      }
      mean[k] = (float) value;
      deviation[k] = (float) Math.sqrt(variance);
    }
    CodeStatistics statistics = network.statistics(m);
    float[] exogenous = new float[code.length - d];
    float[] exogenousDeviation = new float[exogenous.length];
    for (int e = 0; e < exogenous.length; e++) {
      double scale = Math.sqrt(statistics.variance(d + e));
      exogenous[e] = (float) ((code[d + e] - statistics.mean(d + e)) / scale);
      exogenousDeviation[e] = (float) (Math.sqrt(covariance.get(d + e, d + e)) / scale);
    }
    return new ModalityEstimate(
        stage.names().get(m), true, mean, deviation, exogenous, exogenousDeviation);
  }

  private ModalityEstimate absent(int m, float[][] components) {
    JointNormal.Expected expected = stage.joint().given(m, components);
    float[] deviation = new float[intakes.get(m).shape().exogenous()];
    Arrays.fill(deviation, 1f);
    return new ModalityEstimate(
        stage.names().get(m),
        false,
        expected.mean(),
        expected.deviation(),
        new float[deviation.length],
        deviation);
  }
}
