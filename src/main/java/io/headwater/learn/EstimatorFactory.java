package io.headwater.learn;

import io.headwater.estimator.Estimator;
import java.io.Serializable;

/** Makes an estimator on the machine that will run it. */
@FunctionalInterface
public interface EstimatorFactory extends Serializable {
  /** Index that means: compute on the CPU. */
  int CPU = -1;

  /**
   * @param gpu index of the GPU that Flink handed to the task, or {@link #CPU}
   */
  Estimator create(int gpu);
}
