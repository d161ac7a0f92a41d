package io.headwater.estimator.coupled;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.network.FrozenPass;
import io.headwater.estimator.report.RowSet;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Windows that never entered a step, by subject and time, under the model as it stands.
 *
 * @param windows what they are
 * @param present per modality, which rows it has
 * @param places per modality [dimension][row], places of the embedding
 * @param components per modality [component][row], as published
 * @param exogenous per modality [component][row]
 * @param selfError per modality, squared error of self-reconstruction per row; NaN when unknown
 * @param meanError the same of a predictor that always answers the mean
 * @param posterior per modality and component, mean posterior variance
 */
record HeldOutSample(
    List<AlignedWindow> windows,
    boolean[][] present,
    double[][][] places,
    double[][][] components,
    double[][][] exogenous,
    double[][] selfError,
    double[][] meanError,
    double[][] posterior) {

  static HeldOutSample of(
      List<ModalityIntake> intakes,
      CoupledNetwork network,
      ComponentStage stage,
      List<AlignedWindow> heldOut) {
    List<AlignedWindow> windows = new ArrayList<>(heldOut);
    windows.sort(AlignedWindow.SUBJECT_ORDER);
    int rows = windows.size();
    int count = intakes.size();
    int d = stage.dimensions();
    HeldOutSample sample =
        new HeldOutSample(
            windows,
            new boolean[count][rows],
            new double[count][d][rows],
            new double[count][d][rows],
            new double[count][][],
            new double[count][rows],
            new double[count][rows],
            new double[count][d]);
    for (int m = 0; m < count; m++) {
      sample.exogenous[m] = new double[intakes.get(m).shape().exogenous()][rows];
    }
    List<WindowEstimate> estimates = new CoupledInference(intakes, network, stage).infer(windows);
    for (int from = 0; from < rows; from += FrozenPass.ROWS) {
      int to = Math.min(rows, from + FrozenPass.ROWS);
      WindowBatch batch = WindowBatch.read(intakes, windows.subList(from, to));
      try (FrozenPass pass = network.freeze()) {
        sample.encode(pass, batch, from);
      }
    }
    for (int m = 0; m < count; m++) {
      sample.publish(m, estimates);
    }
    return sample;
  }

  private void encode(FrozenPass pass, WindowBatch batch, int from) {
    float[][] codes = pass.encode(batch);
    for (int m = 0; m < codes.length; m++) {
      int width = codes[m].length / FrozenPass.ROWS;
      float[] rebuilt = pass.reconstruct(m, codes[m], FrozenPass.ROWS);
      for (int r = 0; r < batch.rows(); r++) {
        present[m][from + r] = batch.present(m, r);
        for (int k = 0; k < places[m].length; k++) {
          places[m][k][from + r] = codes[m][r * width + k];
        }
        errors(m, batch, r, from + r, rebuilt);
      }
    }
  }

  private void errors(int m, WindowBatch batch, int r, int row, float[] rebuilt) {
    var reading = batch.reading(m, r);
    int targets = reading.target().length;
    int cells = 0;
    for (int i = 0; i < targets; i++) {
      if (reading.known()[i] > 0) {
        double y = reading.target()[i];
        double error = y - rebuilt[r * targets + i];
        selfError[m][row] += error * error;
        meanError[m][row] += y * y;
        cells++;
      }
    }
    selfError[m][row] = cells == 0 ? Double.NaN : selfError[m][row] / cells;
    meanError[m][row] = cells == 0 ? Double.NaN : meanError[m][row] / cells;
  }

  private void publish(int m, List<WindowEstimate> estimates) {
    int known = 0;
    for (int r = 0; r < estimates.size(); r++) {
      ModalityEstimate estimate = estimates.get(r).modalities().get(m);
      for (int k = 0; k < components[m].length; k++) {
        components[m][k][r] = estimate.mean()[k];
        posterior[m][k] +=
            estimate.present() ? (double) estimate.deviation()[k] * estimate.deviation()[k] : 0;
      }
      for (int e = 0; e < exogenous[m].length; e++) {
        exogenous[m][e][r] = estimate.exogenousMean()[e];
      }
      known += estimate.present() ? 1 : 0;
    }
    for (int k = 0; k < posterior[m].length; k++) {
      posterior[m][k] = known == 0 ? Double.NaN : posterior[m][k] / known;
    }
  }

  int modalities() {
    return present.length;
  }

  String[] subjects() {
    return windows.stream().map(AlignedWindow::subject).toArray(String[]::new);
  }

  RowSet rowsOf(int m) {
    return RowSet.where(subjects(), r -> present[m][r]);
  }

  RowSet rowsOf(int m, int n) {
    return RowSet.where(subjects(), r -> present[m][r] && present[n][r]);
  }

  /** Samples of nothing, of which every condition says what is missing. */
  static HeldOutSample none(List<ModalityIntake> intakes, int dimensions) {
    int count = intakes.size();
    double[][] unknown = new double[count][dimensions];
    Arrays.stream(unknown).forEach(line -> Arrays.fill(line, Double.NaN));
    double[][][] exogenous = new double[count][][];
    for (int m = 0; m < count; m++) {
      exogenous[m] = new double[intakes.get(m).shape().exogenous()][0];
    }
    return new HeldOutSample(
        List.of(),
        new boolean[count][0],
        new double[count][dimensions][0],
        new double[count][dimensions][0],
        exogenous,
        new double[count][0],
        new double[count][0],
        unknown);
  }
}
