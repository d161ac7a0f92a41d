package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to collect gradients. DJL's PyTorch engine allows one collector per JVM; this scope
 * holds a JVM-wide lock from opening to closing, so that a second learner waits instead of failing.
 */
public final class GradientScope implements AutoCloseable {
  /** Longer than any single step; a re-solve takes and returns the scope once per step. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private static final ReentrantLock ONE_PER_JVM = new ReentrantLock(true);

  private final GradientCollector collector;

  private GradientScope(GradientCollector collector) {
    this.collector = collector;
  }

  /**
   * Waits for the scope and opens it.
   *
   * @throws IllegalStateException when this thread already holds a scope, when the wait is too long
   *     or is interrupted
   */
  public static GradientScope open() {
    return open(LONGEST_WAIT);
  }

  static GradientScope open(Duration longestWait) {
    if (ONE_PER_JVM.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "This thread already collects gradients; close the first scope before opening another.");
    }
    lock(longestWait);
    try {
      return new GradientScope(TensorEngine.engine().newGradientCollector());
    } catch (RuntimeException | Error e) {
      ONE_PER_JVM.unlock();
      throw e;
    }
  }

  private static void lock(Duration longestWait) {
    try {
      if (!ONE_PER_JVM.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            ("Another learner in this JVM has been collecting gradients for more than %s; run"
                    + " learners in separate JVMs, or one after the other.")
                .formatted(longestWait));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Interrupted while waiting for another learner in this JVM to finish its step.", e);
    }
  }

  /** Adds the gradient of a scalar to every leaf it depends on. */
  public void backward(NDArray loss) {
    collector.backward(loss);
  }

  @Override
  public void close() {
    try {
      collector.close();
    } finally {
      ONE_PER_JVM.unlock();
    }
  }
}
