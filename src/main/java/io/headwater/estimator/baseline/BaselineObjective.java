package io.headwater.estimator.baseline;

import ai.djl.ndarray.NDArray;
import io.headwater.model.ParameterLayout;

/** What tells one baseline from another. */
interface BaselineObjective {

  /** Number of latents that are published of a modality. */
  int published(int modality);

  /** Random numbers that it needs per row of a modality; 0 for none. */
  default int noiseWidth(int modality) {
    return 0;
  }

  /** Whether it reads the pairs of a batch. */
  default boolean contrasts() {
    return false;
  }

  /**
   * @param loss the scalar to differentiate
   * @param codes per modality (row, code), latents first, without noise
   */
  record Value(NDArray loss, NDArray[] codes) {}

  /**
   * The objective on a batch.
   *
   * @param step memory of what is not a parameter
   */
  Value evaluate(ParameterLayout.Parameters p, BaselineBatch batch, StepMemory step);

  /** Latents of a modality, (row, published). */
  NDArray latents(ParameterLayout.Parameters p, int m, NDArray input, NDArray target);

  /** Their posterior standard deviations, same shape; null where the encoder has none. */
  default NDArray deviations(ParameterLayout.Parameters p, int m, NDArray input, NDArray target) {
    return null;
  }

  /** The summary from itself, (row, targets); null for an objective without decoders. */
  default NDArray reconstruct(ParameterLayout.Parameters p, int m, NDArray input, NDArray target) {
    return null;
  }

  /** [cause][effect] between published latents of all modalities in order; null for no graph. */
  default boolean[][] links(ParameterLayout.Parameters p) {
    return null;
  }
}
