package io.headwater.estimator.sun;

import io.headwater.estimator.ComponentBlock;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.SharedBlock;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.network.CodePass;
import io.headwater.estimator.network.Codes;
import io.headwater.estimator.count.LatentRest;
import io.headwater.estimator.report.ModalityEvidence;
import io.headwater.estimator.report.SharedEvidence;
import io.headwater.model.latent.CodeSample;
import io.headwater.model.latent.LatentModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns over all held-out windows, filled pass by pass. */
final class HeldOutColumns {
  private final LatentStage stage;
  private final boolean[][] present;
  private final double[][][] latents;
  private final double[][][] exogenous;
  private final double[][][] noise;
  private final double[][][] noiseDeviation;
  private final double[][] selfError;
  private final double[][] meanError;

  /** Per shared block what each member says of it, [member][latent][row]. */
  private final List<double[][][]> shared;

  HeldOutColumns(LatentStage stage, int rows) {
    this.stage = stage;
    int count = stage.blocks().size();
    present = new boolean[count][rows];
    latents = new double[count][][];
    exogenous = new double[count][][];
    noise = new double[count][][];
    noiseDeviation = new double[count][][];
    selfError = new double[count][rows];
    meanError = new double[count][rows];
    for (int m = 0; m < count; m++) {
      ComponentBlock shape = stage.blocks().get(m);
      latents[m] = new double[shape.latents()][rows];
      exogenous[m] = new double[shape.exogenous()][rows];
      noise[m] = new double[shape.latents()][rows];
      noiseDeviation[m] = new double[shape.latents()][rows];
    }
    shared = new ArrayList<>();
    for (SharedBlock block : stage.layout().blocks()) {
      shared.add(new double[block.members().size()][block.latents()][rows]);
    }
  }

  /** Errors of self-reconstruction, (row, target), in running standard deviations squared. */
  void addSelf(int m, int from, WindowBatch batch, float[] rebuilt) {
    for (int r = 0; r < batch.rows(); r++) {
      ModalityIntake.Reading reading = batch.reading(m, r);
      int targets = reading.target().length;
      int cells = 0;
      for (int i = 0; i < targets; i++) {
        if (reading.known()[i] > 0) {
          double y = reading.target()[i];
          double error = y - rebuilt[r * targets + i];
          selfError[m][from + r] += error * error;
          meanError[m][from + r] += y * y;
          cells++;
        }
      }
      selfError[m][from + r] = cells == 0 ? Double.NaN : selfError[m][from + r] / cells;
      meanError[m][from + r] = cells == 0 ? Double.NaN : meanError[m][from + r] / cells;
    }
  }

  /** What follows from the encoders' codes (row, code width) of one pass. */
  void addCodes(int from, WindowBatch batch, float[][] values, SunNetwork network) {
    StageMaps maps = stage.maps(network);
    Codes encoded = new Codes(values, CodePass.presence(batch));
    CodeSample white = stage.whiten(maps, encoded);
    LatentModel.Unmixed unmixed = stage.unmix(white);
    LatentModel.Noise unexplained = stage.solved() ? stage.noise(white) : null;
    for (int m = 0; m < present.length; m++) {
      ComponentBlock shape = stage.blocks().get(m);
      for (int r = 0; r < batch.rows(); r++) {
        present[m][from + r] = white.present()[m][r] != 0;
      }
      fill(latents[m], unmixed.components()[m], shape.latents(), from, batch.rows());
      fill(exogenous[m], unmixed.exogenous()[m], shape.exogenous(), from, batch.rows());
      if (unexplained != null) {
        fill(noise[m], unexplained.standardised()[m], shape.latents(), from, batch.rows());
        fill(noiseDeviation[m], unexplained.deviation()[m], shape.latents(), from, batch.rows());
      }
    }
    for (int b = 0; b < shared.size(); b++) {
      for (int i = 0; i < shared.get(b).length; i++) {
        float[] said = maps.fusion().member(b, i, encoded);
        fill(shared.get(b)[i], said, shared.get(b)[i].length, from, batch.rows());
      }
      addErrors(b, from, batch.rows());
    }
  }

  /** Of a shared block, the mean errors of its members present. */
  private void addErrors(int b, int from, int rows) {
    int c = stage.layout().modalities() + b;
    for (int r = from; r < from + rows; r++) {
      int row = r;
      int[] seen =
          stage.layout().blocks().get(b).members().stream()
              .mapToInt(Integer::intValue)
              .filter(m -> present[m][row])
              .toArray();
      selfError[c][r] =
          Arrays.stream(seen).mapToDouble(m -> selfError[m][row]).average().orElse(Double.NaN);
      meanError[c][r] =
          Arrays.stream(seen).mapToDouble(m -> meanError[m][row]).average().orElse(Double.NaN);
    }
  }

  /** What members say of each shared block. */
  List<SharedEvidence> shared() {
    List<SharedEvidence> all = new ArrayList<>();
    for (int b = 0; b < shared.size(); b++) {
      SharedBlock block = stage.layout().blocks().get(b);
      all.add(
          new SharedEvidence(
              stage.layout().modalities() + b,
              block.members().stream().map(m -> stage.blocks().get(m).name()).toList(),
              block.members().stream().map(m -> present[m]).toArray(boolean[][]::new),
              shared.get(b)));
    }
    return all;
  }

  private static void fill(double[][] columns, float[] values, int width, int from, int rows) {
    for (int k = 0; k < columns.length; k++) {
      for (int r = 0; r < rows; r++) {
        columns[k][from + r] = values[r * width + k];
      }
    }
  }

  ModalityEvidence evidence(
      int m, boolean solved, double[] posteriorVariance, LatentRest.Share rest, double agreement) {
    double[] share = posteriorVariance.clone();
    for (int k = 0; k < share.length; k++) {
      share[k] /= variance(m, k);
    }
    return new ModalityEvidence(
        stage.blocks().get(m).name(),
        present[m],
        latents[m],
        exogenous[m],
        solved ? noise[m] : new double[0][],
        solved ? noiseDeviation[m] : new double[0][],
        selfError[m],
        meanError[m],
        share,
        rest,
        agreement);
  }

  private double variance(int m, int component) {
    double[] values =
        java.util.stream.IntStream.range(0, present[m].length)
            .filter(r -> present[m][r])
            .mapToDouble(r -> latents[m][component][r])
            .toArray();
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(Double.NaN);
  }
}
