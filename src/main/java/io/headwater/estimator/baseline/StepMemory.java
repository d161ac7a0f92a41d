package io.headwater.estimator.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.StagingBuffers;

/**
 * Memory of one step or pass.
 *
 * @param manager owns its arrays
 * @param staging carries what comes from Java
 */
record StepMemory(NDManager manager, StagingBuffers staging) {

  /** (rows, values / rows). */
  NDArray rows(float[] values, int rows) {
    return staging.stage(manager, values, new Shape(rows, values.length / rows));
  }

  NDArray zero() {
    return manager.zeros(new Shape());
  }
}
