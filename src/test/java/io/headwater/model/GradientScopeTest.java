package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class GradientScopeTest {

  @Test
  void secondScopeOfTheSameThreadIsRefused() {
    try (GradientScope scope = GradientScope.open()) {
      assertThat(scope).isNotNull();
      assertThatThrownBy(GradientScope::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("already collects");
    }
  }

  @Test
  void threadsCollectAtTheSameTimeAndApart() {
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      CyclicBarrier together = new CyclicBarrier(2);
      CompletableFuture<float[]> other =
          CompletableFuture.supplyAsync(() -> gradientOfSquares(manager, together, 3, 4));
      assertThat(gradientOfSquares(manager, together, 1, 2)).containsExactly(2, 4);
      assertThat(other.join()).containsExactly(6, 8);
    }
  }

  private static float[] gradientOfSquares(
      NDManager manager, CyclicBarrier together, float... values) {
    try (NDArray leaf = manager.create(values)) {
      leaf.setRequiresGradient(true);
      try (GradientScope scope = GradientScope.open()) {
        await(together); // both are open now
        NDArray loss = leaf.mul(leaf).sum();
        await(together);
        scope.backward(loss);
      }
      return leaf.getGradient().toFloatArray();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("The other thread did not come to the same place.", e);
    }
  }

  @Test
  void closedScopeRecordsNoMore() {
    try (NDManager manager = TensorEngine.newManager(Device.cpu());
        NDArray leaf = manager.create(new float[] {1, 2})) {
      leaf.setRequiresGradient(true);
      boolean before = JniUtils.isGradMode();
      try (GradientScope scope = GradientScope.open()) {
        assertThat(JniUtils.isGradMode()).isTrue();
        scope.backward(leaf.mul(leaf).sum());
      }
      assertThat(JniUtils.isGradMode()).isEqualTo(before);
    }
  }

  @Test
  void anInterruptedThreadBeginsNoStep() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(GradientScope::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    GradientScope.open().close();
  }

  @Test
  void missingGpuIsASentence() {
    assertThatThrownBy(() -> TensorEngine.newManager(Device.gpu(63)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("use the CPU");
  }
}
