package io.headwater.estimator.mixture;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.Scalars;
import io.headwater.model.StagingBuffers;
import io.headwater.model.mixture.GaussianMixture;
import io.headwater.model.mixture.LatentPrior;
import io.headwater.model.mixture.OutcomePrior;
import java.util.random.RandomGenerator;

/** Lays a mixture out as the arrays of one step. */
@FunctionalInterface
interface PriorSource {
  /**
   * @param rows of the batch
   * @param random for what the prior draws; the same in every step of that number
   */
  LatentPrior stage(
      NDManager step, StagingBuffers staging, Scalars scalars, int rows, RandomGenerator random);

  /** All outcomes of a mixture; null where there is none. */
  static PriorSource of(GaussianMixture mixture) {
    return mixture == null
        ? null
        : (step, staging, scalars, rows, random) -> staged(mixture, step, staging, scalars);
  }

  private static OutcomePrior staged(
      GaussianMixture mixture, NDManager step, StagingBuffers staging, Scalars scalars) {
    int components = mixture.components();
    int dims = mixture.dimensions();
    float[] mean = new float[components * dims];
    float[] variance = new float[components * dims];
    float[] weight = new float[components];
    for (int c = 0; c < components; c++) {
      weight[c] = (float) mixture.logWeight()[c];
      for (int d = 0; d < dims; d++) {
        mean[c * dims + d] = (float) mixture.mean()[c][d];
        variance[c * dims + d] = (float) mixture.variance()[c][d];
      }
    }
    return new OutcomePrior(
        staging.stage(step, mean, new Shape(1, components, dims)),
        staging.stage(step, variance, new Shape(1, components, dims)),
        staging.stage(step, weight, new Shape(1, components)),
        scalars);
  }
}
