package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Something that is asked of the codes of any encoder beside the encoder's own loss, in one line:
 * {@code loss = loss.add(term.loss(codes, present, steps, step, staging))}.
 */
@FunctionalInterface
public interface CodeTerm {
  /**
   * A scalar that is added to the loss inside the gradient scope.
   *
   * @param codes per modality (window, code), without noise
   * @param present per modality, 1 where a window has it
   * @param steps steps so far, this one included
   */
  NDArray loss(
      NDArray[] codes, byte[][] present, long steps, NDManager step, StagingBuffers staging);

  /** The step that was asked about last was skipped: nothing of it may stay. */
  default void undo() {}
}
