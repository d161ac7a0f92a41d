package io.headwater.estimator.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.estimator.WindowBatch;
import io.headwater.model.Bottleneck;
import io.headwater.model.ParameterLayout;
import io.headwater.model.StagingBuffers;

/** The network frozen for one pass: codes of a few windows and what follows from them. */
public final class FrozenPass implements AutoCloseable {
  /**
   * Rows of every pass. Passes of other sizes take other code paths in the linear algebra library
   * and differ in the last bits; padding to one size makes a window's estimate independent of how
   * many windows are asked for together.
   */
  public static final int ROWS = 32;

  private final NDManager manager;
  private final StagingBuffers staging;
  private final Bottleneck bottleneck;
  private final ParameterLayout.Parameters parameters;

  public FrozenPass(
      NDManager manager,
      StagingBuffers staging,
      Bottleneck bottleneck,
      ParameterLayout.Parameters parameters) {
    this.manager = manager;
    this.staging = staging;
    this.bottleneck = bottleneck;
    this.parameters = parameters;
  }

  /** Codes of at most {@link #ROWS} windows, per modality ({@link #ROWS}, code). */
  public float[][] encode(WindowBatch batch) {
    float[][] codes = new float[batch.modalities()][];
    for (int m = 0; m < codes.length; m++) {
      NDArray input = rows(batch.inputs(m, ROWS), ROWS);
      NDArray target = rows(batch.targets(m, ROWS), ROWS);
      codes[m] = bottleneck.encode(parameters, m, input, target).toFloatArray();
    }
    return codes;
  }

  /**
   * Reconstructions (row, target) from codes of one modality, (row, code).
   *
   * @param rowCount must not depend on how many windows the pass has
   */
  public float[] reconstruct(int m, float[] codes, int rowCount) {
    return bottleneck.reconstruct(parameters, m, rows(codes, rowCount)).toFloatArray();
  }

  /** Predictions of all other modalities, (row, others' targets); empty with one modality. */
  public float[] predictOthers(int m, float[] codes) {
    return bottleneck.othersTargets(m) == 0
        ? new float[0]
        : bottleneck.predictOthers(parameters, m, rows(codes, ROWS)).toFloatArray();
  }

  public int othersTargets(int m) {
    return bottleneck.othersTargets(m);
  }

  private NDArray rows(float[] values, int rowCount) {
    return staging.stage(manager, values, new Shape(rowCount, values.length / rowCount));
  }

  @Override
  public void close() {
    manager.close();
  }
}
