package io.headwater.estimator;

import io.headwater.model.latent.CodeSample;
import io.headwater.model.latent.LatentModel;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * Estimates of windows from the model as it stands: posterior means and deviations of components,
 * and the errors the model makes on what it is shown. Changes nothing.
 */
final class WindowInference {
  /** Half a step of the differences through the latent model, in units of codes. */
  private static final float STEP = 0.05f;

  private final List<ModalityIntake> intakes;
  private final SunNetwork network;
  private final LatentStage stage;

  WindowInference(List<ModalityIntake> intakes, SunNetwork network, LatentStage stage) {
    this.intakes = intakes;
    this.network = network;
    this.stage = stage;
  }

  List<WindowEstimate> infer(List<AlignedWindow> windows) {
    List<WindowEstimate> out = new ArrayList<>();
    for (int from = 0; from < windows.size(); from += FrozenPass.ROWS) {
      int to = Math.min(windows.size(), from + FrozenPass.ROWS);
      out.addAll(pass(WindowBatch.read(intakes, windows.subList(from, to))));
    }
    return out;
  }

  private List<WindowEstimate> pass(WindowBatch batch) {
    try (FrozenPass pass = network.freeze()) {
      return pass(pass, batch);
    }
  }

  private List<WindowEstimate> pass(FrozenPass pass, WindowBatch batch) {
    float[][] codes = pass.encode(batch);
    byte[][] present = presence(batch);
    CodeSample white = stage.whiten(network, codes, present);
    LatentModel.Unmixed unmixed = stage.unmix(white);
    LatentModel.Prior prior = stage.prior(white);
    LatentModel.Unmixed moved = moved(codes, present);
    List<List<ModalityEstimate>> perModality = new ArrayList<>();
    for (int m = 0; m < batch.modalities(); m++) {
      SimpleMatrix[] covariance =
          LaplacePosterior.covariances(pass, network.statistics(m), m, codes[m], batch);
      List<ModalityEstimate> column = new ArrayList<>();
      for (int r = 0; r < batch.rows(); r++) {
        column.add(
            batch.present(m, r)
                ? present(m, r, unmixed, covariance[r], moved)
                : absent(m, r, prior));
      }
      perModality.add(column);
    }
    return assemble(batch, perModality, PredictionErrors.of(pass, codes, batch));
  }

  private static List<WindowEstimate> assemble(
      WindowBatch batch, List<List<ModalityEstimate>> perModality, PredictionErrors errors) {
    List<WindowEstimate> out = new ArrayList<>();
    for (int r = 0; r < batch.rows(); r++) {
      List<ModalityEstimate> row = new ArrayList<>();
      for (List<ModalityEstimate> column : perModality) {
        row.add(column.get(r));
      }
      out.add(
          new WindowEstimate(
              row, errors.self()[r], errors.meanPredictor()[r], errors.crossMean(r)));
    }
    return out;
  }

  static byte[][] presence(WindowBatch batch) {
    byte[][] present = new byte[batch.modalities()][FrozenPass.ROWS];
    for (int m = 0; m < present.length; m++) {
      for (int r = 0; r < batch.rows(); r++) {
        present[m][r] = (byte) (batch.present(m, r) ? 1 : 0);
      }
    }
    return present;
  }

  private ModalityEstimate present(
      int m, int row, LatentModel.Unmixed at, SimpleMatrix covariance, LatentModel.Unmixed moved) {
    ModalityShape shape = intakes.get(m).shape();
    Spread components = spread(shape, row, at.components()[m], covariance, moved.components()[m]);
    Spread exogenous = spread(shape, row, at.exogenous()[m], covariance, moved.exogenous()[m]);
    return new ModalityEstimate(
        shape.name(),
        true,
        components.mean(),
        components.deviation(),
        exogenous.mean(),
        exogenous.deviation());
  }

  private record Spread(float[] mean, float[] deviation) {}

  /** Mean of one row and its deviation by linear propagation of the code's covariance. */
  private static Spread spread(
      ModalityShape shape, int row, float[] values, SimpleMatrix covariance, float[] moved) {
    int count = values.length / FrozenPass.ROWS;
    float[] mean = new float[count];
    float[] deviation = new float[count];
    for (int k = 0; k < count; k++) {
      mean[k] = values[row * count + k];
      SimpleMatrix slope = slope(moved, shape.codeWidth(), count, row, k);
      deviation[k] = (float) Math.sqrt(slope.transpose().mult(covariance).mult(slope).get(0, 0));
    }
    return new Spread(mean, deviation);
  }

  private ModalityEstimate absent(int m, int row, LatentModel.Prior prior) {
    ModalityShape shape = intakes.get(m).shape();
    int latents = shape.latents();
    float[] mean = new float[latents];
    float[] deviation = new float[latents];
    System.arraycopy(prior.mean()[m], row * latents, mean, 0, latents);
    System.arraycopy(prior.deviation()[m], row * latents, deviation, 0, latents);
    float[] exogenousDeviation = new float[shape.exogenous()];
    java.util.Arrays.fill(exogenousDeviation, 1f);
    return new ModalityEstimate(
        shape.name(), false, mean, deviation, new float[shape.exogenous()], exogenousDeviation);
  }

  /**
   * What codes moved by ±{@link #STEP} along each dimension of every modality at once unmix to:
   * components of a modality depend on its own codes only. Blocks of {@link FrozenPass#ROWS} rows,
   * dimension by dimension, plus before minus.
   */
  private LatentModel.Unmixed moved(float[][] codes, byte[][] present) {
    int widest = intakes.stream().mapToInt(i -> i.shape().codeWidth()).max().orElseThrow();
    int rows = FrozenPass.ROWS;
    float[][] moved = new float[codes.length][];
    byte[][] marks = new byte[codes.length][2 * widest * rows];
    for (int m = 0; m < codes.length; m++) {
      int width = intakes.get(m).shape().codeWidth();
      moved[m] = new float[2 * widest * rows * width];
      for (int block = 0; block < 2 * widest; block++) {
        System.arraycopy(codes[m], 0, moved[m], block * rows * width, rows * width);
        System.arraycopy(present[m], 0, marks[m], block * rows, rows);
        int d = block / 2;
        for (int r = 0; d < width && r < rows; r++) {
          moved[m][(block * rows + r) * width + d] += block % 2 == 0 ? STEP : -STEP;
        }
      }
    }
    return stage.unmix(stage.whiten(network, moved, marks));
  }

  private static SimpleMatrix slope(float[] moved, int width, int count, int row, int component) {
    SimpleMatrix slope = new SimpleMatrix(width, 1);
    int block = FrozenPass.ROWS * count;
    for (int d = 0; d < width; d++) {
      int at = 2 * d * block + row * count + component;
      slope.set(d, 0, (moved[at] - moved[at + block]) / (2.0 * STEP));
    }
    return slope;
  }
}
