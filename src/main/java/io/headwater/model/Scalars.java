package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Constants as arrays that live as long as their manager.
 *
 * <p>DJL's overloads that take a Java {@code Number} make a scalar over a small Java buffer and let
 * go of it at once, while autograd keeps a view of it for the backward pass; a garbage collection
 * in between corrupts the gradient silently. Under a gradient collector every constant therefore
 * comes from here.
 */
public final class Scalars {
  private final NDManager manager;
  private final Map<Float, NDArray> constants = new HashMap<>();

  /**
   * @param manager must stay open until after {@code backward}; it gains one array per distinct
   *     constant
   */
  public Scalars(NDManager manager) {
    this.manager = manager;
  }

  /** The constant as an array of shape (); the same array for the same value. */
  public NDArray of(double value) {
    return constants.computeIfAbsent((float) value, this::allocate);
  }

  private NDArray allocate(float value) {
    try (NDArray overJavaMemory = manager.create(value)) {
      return overJavaMemory.duplicate();
    }
  }
}
