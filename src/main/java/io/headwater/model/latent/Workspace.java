package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.Scalars;
import io.headwater.model.StagingBuffers;

/**
 * Everything native that one forward (and backward) pass owns; closing it frees all of it.
 * Constants come from here so that none is a Java number and none outlives or dies before the pass.
 */
final class Workspace implements AutoCloseable {
  private static final float LEAK = 0.2f;

  private final NDManager manager;
  private final StagingBuffers staging;
  private final Scalars scalars;

  /**
   * @param staging direct memory used again by each pass; only one workspace over it may be open
   */
  Workspace(NDManager parent, StagingBuffers staging) {
    this.manager = parent.newSubManager();
    this.staging = staging;
    this.scalars = new Scalars(manager);
    staging.rewind();
  }

  NDArray array(float[] values, long... shape) {
    return staging.stage(manager, values, new Shape(shape));
  }

  NDArray ones(long... shape) {
    return manager.ones(new Shape(shape));
  }

  NDArray scalar(double value) {
    return scalars.of(value);
  }

  /** bound * tanh(x / bound): the identity near 0, never beyond the bound. */
  NDArray bounded(NDArray x, double bound) {
    return x.mul(scalar(1 / bound)).tanh().mul(scalar(bound));
  }

  /**
   * Leaky ReLU, as one native operation. Kinks do no harm here, because no derivative of a net
   * enters the likelihood; a smooth version costs nine times as much.
   */
  NDArray activate(NDArray x) {
    return x.getNDArrayInternal().leakyRelu(LEAK);
  }

  NDArray softPlus(NDArray x) {
    return x.getNDArrayInternal().softPlus();
  }

  NDArray sigmoid(NDArray x) {
    return x.getNDArrayInternal().sigmoid();
  }

  @Override
  public void close() {
    manager.close();
  }
}
