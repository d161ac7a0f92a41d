package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The time in which a thread's operations are recorded for {@link #backward}. Each thread has its
 * own, so that several learners, or parts of one, may step in a JVM at the same time.
 *
 * <p>The engine records by thread; only DJL's own collector insists on one per JVM, because it also
 * zeroes gradients everywhere. Leaves here are made anew for every step, so nothing has to be
 * zeroed, and DJL's collector must not be used beside this one.
 */
public final class GradientScope implements AutoCloseable {
  private static final ThreadLocal<Boolean> OPEN = ThreadLocal.withInitial(() -> false);

  static {
    TensorEngine.engine(); // its settings count only before the native library loads
  }

  private final boolean recordedBefore;

  private GradientScope(boolean recordedBefore) {
    this.recordedBefore = recordedBefore;
  }

  /**
   * Begins to record; close it in the same thread.
   *
   * @throws IllegalStateException when this thread already holds a scope, or was interrupted: long
   *     fits end here when a job is cancelled
   */
  public static GradientScope open() {
    if (OPEN.get()) {
      throw new IllegalStateException(
          "This thread already collects gradients; close the first scope before opening another.");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException(
          "Interrupted before a step of the learner; what it was fitting is given up.");
    }
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    OPEN.set(true);
    return new GradientScope(before);
  }

  /** Adds the gradient of a scalar to every leaf it depends on. */
  public void backward(NDArray loss) {
    try (NDArray one = loss.onesLike()) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
  }

  @Override
  public void close() {
    OPEN.remove();
    JniUtils.setGradMode(recordedBefore);
  }
}
