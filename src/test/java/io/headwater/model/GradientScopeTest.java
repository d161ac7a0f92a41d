package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
  void anotherThreadWaitsAndThenSaysWhy() {
    try (GradientScope scope = GradientScope.open()) {
      assertThat(scope).isNotNull();
      CompletableFuture<GradientScope> other =
          CompletableFuture.supplyAsync(() -> GradientScope.open(Duration.ofMillis(10)));
      assertThatThrownBy(other::join)
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("Another learner in this JVM");
    }
    CompletableFuture.runAsync(() -> GradientScope.open().close()).join();
  }

  @Test
  void missingGpuIsASentence() {
    assertThatThrownBy(() -> TensorEngine.newManager(ai.djl.Device.gpu(63)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("use the CPU");
  }
}
