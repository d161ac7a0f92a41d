package io.headwater.estimator.sun;

import io.headwater.estimator.ComponentBlock;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.estimator.network.Codes;
import io.headwater.estimator.network.FrozenPass;
import io.headwater.estimator.network.LaplacePosterior;
import io.headwater.estimator.network.PredictionErrors;
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
  private final BottleneckNetwork network;
  private final LatentStage stage;
  private final int[][] given;

  /** Per component block, the first of the moves along its code's dimensions. */
  private final int[] firstMove;

  private final int moves;

  WindowInference(List<ModalityIntake> intakes, BottleneckNetwork network, LatentStage stage) {
    this.intakes = intakes;
    this.network = network;
    this.stage = stage;
    given = stage.layout().given();
    List<ComponentBlock> blocks = stage.blocks();
    firstMove = new int[blocks.size()];
    int next =
        blocks.subList(0, intakes.size()).stream()
            .mapToInt(ComponentBlock::width)
            .max()
            .orElseThrow();
    for (int c = intakes.size(); c < firstMove.length; c++) {
      firstMove[c] = next;
      next += blocks.get(c).width();
    }
    moves = next;
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
    float[][] encoded = pass.encode(batch);
    StageMaps maps = stage.maps(network);
    Codes codes = maps.fusion().apply(new Codes(encoded, batch.presence(FrozenPass.ROWS)));
    CodeSample white = stage.whitenFused(maps, codes);
    LatentModel.Unmixed unmixed = stage.unmix(white);
    LatentModel.Prior prior = stage.prior(white);
    LatentModel.Unmixed moved = moved(maps, codes);
    SimpleMatrix[][] covariances = covariances(pass, maps.fusion(), encoded, batch);
    List<List<ModalityEstimate>> perBlock = new ArrayList<>();
    for (int c = 0; c < stage.blocks().size(); c++) {
      List<ModalityEstimate> column = new ArrayList<>();
      for (int r = 0; r < batch.rows(); r++) {
        column.add(
            codes.present()[c][r] != 0
                ? present(c, r, unmixed, covariances, moved)
                : absent(c, r, prior));
      }
      perBlock.add(column);
    }
    return assemble(batch, perBlock, PredictionErrors.of(pass, encoded, batch));
  }

  /** Per component block and row, the covariance of its code; of absent modalities unused. */
  private SimpleMatrix[][] covariances(
      FrozenPass pass, SharedFusion fusion, float[][] encoded, WindowBatch batch) {
    int modalities = batch.modalities();
    SimpleMatrix[][] of = new SimpleMatrix[stage.blocks().size()][batch.rows()];
    SimpleMatrix[][] whole = new SimpleMatrix[batch.rows()][modalities];
    for (int m = 0; m < modalities; m++) {
      SimpleMatrix[] covariance =
          LaplacePosterior.covariances(pass, network.statistics(m), m, encoded[m], batch);
      for (int r = 0; r < batch.rows(); r++) {
        of[m][r] = fusion.ownCovariance(m, covariance[r]);
        whole[r][m] = batch.present(m, r) ? covariance[r] : null;
      }
    }
    for (int c = modalities; c < of.length; c++) {
      for (int r = 0; r < batch.rows(); r++) {
        of[c][r] = fusion.blockCovariance(c - modalities, whole[r]);
      }
    }
    return of;
  }

  private static List<WindowEstimate> assemble(
      WindowBatch batch, List<List<ModalityEstimate>> perBlock, PredictionErrors errors) {
    List<WindowEstimate> out = new ArrayList<>();
    for (int r = 0; r < batch.rows(); r++) {
      List<ModalityEstimate> row = new ArrayList<>();
      for (List<ModalityEstimate> column : perBlock) {
        row.add(column.get(r));
      }
      out.add(
          new WindowEstimate(
              row, errors.self()[r], errors.meanPredictor()[r], errors.crossMean(r)));
    }
    return out;
  }

  private ModalityEstimate present(
      int c,
      int row,
      LatentModel.Unmixed at,
      SimpleMatrix[][] covariances,
      LatentModel.Unmixed moved) {
    Spread components = spread(c, row, at.components()[c], covariances, moved.components()[c]);
    Spread exogenous = spread(c, row, at.exogenous()[c], covariances, moved.exogenous()[c]);
    return new ModalityEstimate(
        stage.blocks().get(c).name(),
        true,
        components.mean(),
        components.deviation(),
        exogenous.mean(),
        exogenous.deviation());
  }

  private record Spread(float[] mean, float[] deviation) {}

  /**
   * Mean of one row and its deviation by linear propagation of the covariances of its own code and
   * of the shared blocks that it is given, which count as independent.
   */
  private Spread spread(
      int c, int row, float[] values, SimpleMatrix[][] covariances, float[] moved) {
    int count = values.length / FrozenPass.ROWS;
    float[] mean = new float[count];
    float[] deviation = new float[count];
    for (int k = 0; k < count; k++) {
      mean[k] = values[row * count + k];
      double variance = variance(c, covariances[c][row], moved, count, row, k);
      for (int block : given[c]) {
        variance += variance(block, covariances[block][row], moved, count, row, k);
      }
      deviation[k] = (float) Math.sqrt(variance);
    }
    return new Spread(mean, deviation);
  }

  /** Variance of a component that comes from the code of a block. */
  private double variance(
      int block, SimpleMatrix covariance, float[] moved, int count, int row, int component) {
    int width = stage.blocks().get(block).width();
    SimpleMatrix slope = slope(moved, firstMove[block], width, count, row, component);
    return slope.transpose().mult(covariance).mult(slope).get(0, 0);
  }

  private ModalityEstimate absent(int m, int row, LatentModel.Prior prior) {
    ComponentBlock shape = stage.blocks().get(m);
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
   * What codes moved by ±{@link #STEP} unmix to: along each dimension of every modality at once,
   * because components of a modality depend on its own codes and on those of its shared blocks
   * only; then along each dimension of the shared blocks, one block after the other. Parts of
   * {@link FrozenPass#ROWS} rows, move by move, plus before minus.
   */
  private LatentModel.Unmixed moved(StageMaps maps, Codes codes) {
    int rows = FrozenPass.ROWS;
    int blocks = stage.blocks().size();
    float[][] moved = new float[blocks][];
    byte[][] marks = new byte[blocks][2 * moves * rows];
    for (int c = 0; c < blocks; c++) {
      int width = stage.blocks().get(c).width();
      moved[c] = new float[2 * moves * rows * width];
      for (int part = 0; part < 2 * moves; part++) {
        System.arraycopy(codes.values()[c], 0, moved[c], part * rows * width, rows * width);
        System.arraycopy(codes.present()[c], 0, marks[c], part * rows, rows);
        int d = part / 2 - firstMove[c];
        for (int r = 0; d >= 0 && d < width && r < rows; r++) {
          moved[c][(part * rows + r) * width + d] += part % 2 == 0 ? STEP : -STEP;
        }
      }
    }
    return stage.unmix(stage.whitenFused(maps, new Codes(moved, marks)));
  }

  private static SimpleMatrix slope(
      float[] moved, int firstMove, int width, int count, int row, int component) {
    SimpleMatrix slope = new SimpleMatrix(width, 1);
    int part = FrozenPass.ROWS * count;
    for (int d = 0; d < width; d++) {
      int at = 2 * (firstMove + d) * part + row * count + component;
      slope.set(d, 0, (moved[at] - moved[at + part]) / (2.0 * STEP));
    }
    return slope;
  }
}
