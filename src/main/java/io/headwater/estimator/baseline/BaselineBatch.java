package io.headwater.estimator.baseline;

import ai.djl.ndarray.NDArray;
import io.headwater.model.Alignment;

/**
 * A mini-batch of n windows as arrays.
 *
 * @param modalities in declared order
 * @param complete (n, 1): 1/(complete rows) where a window has every modality, else 0; null when
 *     none has
 * @param pairs per pair of modalities, first with second, first with third, and so on; null where
 *     too few windows have both
 */
record BaselineBatch(Block[] modalities, NDArray complete, Alignment.PairBatch[] pairs) {

  /**
   * One modality.
   *
   * @param input (n, 2 × cells)
   * @param target (n, targets), 0 where unknown
   * @param weight (n, targets): importance of an entry over the number of present rows; 0 where
   *     unknown
   * @param rowWeight (n, 1): 1/(present rows) where present, else 0
   * @param noise (n, {@link BaselineObjective#noiseWidth}), standard normal
   */
  record Block(NDArray input, NDArray target, NDArray weight, NDArray rowWeight, NDArray noise) {}
}
