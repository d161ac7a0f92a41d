package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class AdamWTest {
  private static final AdamWSettings SETTINGS =
      new AdamWSettings(0.1, 0, 0.9, 0.999, 1e-8, 0.01, 2);

  @Test
  void followsTheTextbookRecursion() {
    double[] gradients = {0.5, -1, 3, 0.25};
    double theta = 1.5;
    double m = 0;
    double v = 0;
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      AdamW adam = new AdamW(manager, new Scalars(manager), new float[] {1.5f}, SETTINGS);
      for (int t = 1; t <= gradients.length; t++) {
        double g = Math.max(-2, Math.min(2, gradients[t - 1]));
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        double move = m / (1 - Math.pow(0.9, t)) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
        theta = theta - 0.1 * 0.01 * theta - 0.1 * move;
        assertThat(apply(manager, adam, 1, (float) gradients[t - 1]).applied()).isTrue();
        assertThat((double) values(manager, adam)[0]).isCloseTo(theta, within(1e-5));
      }
    }
  }

  @Test
  void updateThatIsNotFiniteIsSkippedWholeAndCounted() {
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      AdamW adam = new AdamW(manager, new Scalars(manager), new float[] {1, 2, 3}, SETTINGS);
      apply(manager, adam, 1, 0.1f, 0.2f, 0.3f);
      byte[] before = state(adam);
      long arrays = manager.getManagedArrays().size();
      assertThat(apply(manager, adam, 1, 0.1f, Float.NaN, 0.3f).applied()).isFalse();
      assertThat(apply(manager, adam, 1, Float.POSITIVE_INFINITY, 0, 0).applied()).isFalse();
      assertThat(apply(manager, adam, Double.NaN, 1, 1, 1).applied()).isFalse();
      assertThat(apply(manager, adam, 1, 2e4f, 0, 0).applied()).isFalse();
      assertThat(adam.skippedSteps()).isEqualTo(4);
      assertThat(adam.appliedSteps()).isEqualTo(1);
      byte[] after = state(adam);
      // the two counters, 16 bytes behind the 20 of the header, may differ; all else is the same
      assertThat(java.util.Arrays.copyOfRange(after, 30, after.length - 8))
          .isEqualTo(java.util.Arrays.copyOfRange(before, 30, before.length - 8));
      assertThat(manager.getManagedArrays()).hasSize((int) arrays);
      assertThat(apply(manager, adam, 1, 0.1f, 0.2f, 0.3f).applied()).isTrue();
    }
  }

  @Test
  void warmUpIsLinearThenConstant() {
    AdamWSettings settings = AdamWSettings.of(1, 2);
    assertThat(settings.rateAt(1)).isEqualTo(0.01);
    assertThat(settings.rateAt(50)).isEqualTo(0.5);
    assertThat(settings.rateAt(100)).isEqualTo(1);
    assertThat(settings.rateAt(1_000_000)).isEqualTo(1);
  }

  private static byte[] state(AdamW adam) {
    StateWriter out = new StateWriter(1, 1, "t");
    adam.write(out);
    return out.toBytes();
  }

  private static float[] values(NDManager manager, AdamW adam) {
    try (NDManager reader = manager.newSubManager()) {
      return adam.copy(reader).toFloatArray();
    }
  }

  private static AdamW.Outcome apply(
      NDManager manager, AdamW adam, double loss, float... gradient) {
    try (NDManager step = manager.newSubManager()) {
      NDArray array = step.create(gradient);
      return adam.update(loss, array, new StagingBuffers());
    }
  }
}
