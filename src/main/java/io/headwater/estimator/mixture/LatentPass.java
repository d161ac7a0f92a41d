package io.headwater.estimator.mixture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.model.ParameterLayout;
import io.headwater.model.StagingBuffers;
import io.headwater.model.mixture.ExpertScale;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.MixtureModules;

/** The network frozen for one pass: posteriors of a few windows and what follows from them. */
final class LatentPass implements AutoCloseable {
  /**
   * Rows of every pass: one size for all, so that a window's estimate does not depend on how many
   * windows are asked for together.
   */
  static final int ROWS = 32;

  private final NDManager manager;
  private final StagingBuffers staging;
  private final MixtureModules modules;
  private final ParameterLayout.Parameters parameters;

  /** Which modalities the encoders may look at. */
  @FunctionalInterface
  interface Sight {
    boolean of(int modality, int row);
  }

  LatentPass(
      NDManager manager,
      StagingBuffers staging,
      MixtureModules modules,
      ParameterLayout.Parameters parameters) {
    this.manager = manager;
    this.staging = staging;
    this.modules = modules;
    this.parameters = parameters;
  }

  /** Posteriors of at most {@link #ROWS} windows. */
  LatentCodes posterior(WindowBatch batch, Sight sight) {
    int count = batch.modalities();
    NDArray[] inputs = new NDArray[count];
    NDArray[] targets = new NDArray[count];
    NDArray[] shown = new NDArray[count];
    for (int m = 0; m < count; m++) {
      inputs[m] = rows(batch.inputs(m, ROWS));
      targets[m] = rows(batch.targets(m, ROWS));
      float[] marks = new float[ROWS];
      for (int r = 0; r < batch.rows(); r++) {
        marks[r] = batch.present(m, r) && sight.of(m, r) ? 1 : 0;
      }
      shown[m] = rows(marks);
    }
    MixtureModules.Posterior q = modules.fuse(parameters, inputs, targets, shown);
    return new LatentCodes(
        unpacked(q.mean().toFloatArray(), batch.rows()),
        unpacked(q.variance().toFloatArray(), batch.rows()));
  }

  /** Summary of a modality from at most {@link #ROWS} latents, (row, targets). */
  float[] decode(int m, double[][] latents) {
    float[] z = new float[ROWS * modules.dimensions()];
    for (int r = 0; r < latents.length; r++) {
      for (int d = 0; d < latents[r].length; d++) {
        z[r * latents[r].length + d] = (float) latents[r][d];
      }
    }
    return modules.decode(parameters, m, rows(z)).toFloatArray();
  }

  /** Curves of a formula in running deviations, (component, cell). */
  float[] curves(int m, ModalityIntake intake, ExpertScale scale) {
    CurveGrid grid = CurveGrid.of(intake);
    Shape wide = new Shape(1, grid.time().length);
    return modules
        .expert(m)
        .standardised(
            parameters,
            scale,
            staging.stage(manager, grid.time(), wide),
            staging.stage(manager, grid.centre(), wide),
            staging.stage(manager, grid.perDeviation(), wide))
        .toFloatArray();
  }

  /** Parameters of a formula [parameter][component], in units of the modality. */
  float[][] parameters(int m, ExpertScale scale) {
    NDArray[] values = modules.expert(m).values(parameters, scale);
    float[][] out = new float[values.length][];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i].toFloatArray();
    }
    return out;
  }

  private NDArray rows(float[] values) {
    return staging.stage(manager, values, new Shape(ROWS, values.length / ROWS));
  }

  private static double[][] unpacked(float[] values, int rows) {
    double[][] out = new double[rows][];
    for (int r = 0; r < rows; r++) {
      out[r] = row(values, r, values.length / ROWS);
    }
    return out;
  }

  static double[] row(float[] values, int row, int width) {
    double[] out = new double[width];
    for (int d = 0; d < width; d++) {
      out[d] = values[row * width + d];
    }
    return out;
  }

  @Override
  public void close() {
    manager.close();
  }
}
