package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gradient of the step objective against central differences. */
class SunGradientTest {
  private static final double STEP = 1e-2;

  @Test
  void gradientAgreesWithCentralDifferencesForEveryEncoderAndWithMissingData() {
    SharedCauses data =
        new SharedCauses(
            List.of(
                SharedCauses.vector("v", 3),
                SharedCauses.series("c", 20, 1, EncoderKind.TEMPORAL_CONVOLUTION),
                SharedCauses.series("l", 6, 1, EncoderKind.LSTM),
                SharedCauses.image("i", 4, 4, 1)),
            1);
    assertAgreement(data, "c", 400);
  }

  @Test
  void gradientOfTheResidualNetworkAgreesWithCentralDifferences() {
    SharedCauses data =
        new SharedCauses(
            List.of(SharedCauses.vector("v", 3), AlternatingCauses.residual("r", 6, 5, 1, 2)), 1);
    assertAgreement(data, "v", 150);
  }

  /**
   * Compares at about so many parameters, on a batch with one window that lacks a modality.
   *
   * @param lacking the modality that one window lacks
   */
  private static void assertAgreement(SharedCauses data, String lacking, int parameters) {
    List<ModalityIntake> intakes = data.shapes().stream().map(ModalityIntake::new).toList();
    List<AlignedWindow> windows = new ArrayList<>(data.windows(0, 12));
    windows.set(3, SharedCauses.without(windows.get(3), lacking));
    for (AlignedWindow window : windows) {
      intakes.forEach(
          intake -> {
            if (window.grid(intake.shape().name()) != null) {
              intake.observe(window.grid(intake.shape().name()));
            }
          });
    }
    WindowBatch batch = WindowBatch.read(intakes, windows);
    SunSettings settings = SunSettings.defaults().withHidden(4);
    try (BottleneckNetwork network =
        new BottleneckNetwork(intakes, settings.network(), 5, Device.cpu())) {
      float[] theta = network.parameters();
      float[] gradient = network.gradient(batch);
      double worst = 0;
      double largest = 0;
      for (int i = 0; i < theta.length; i += 1 + theta.length / parameters) {
        double up = shifted(network, batch, theta, i, STEP);
        double down = shifted(network, batch, theta, i, -STEP);
        double numeric = (up - down) / (2 * STEP);
        worst = Math.max(worst, Math.abs(numeric - gradient[i]));
        largest = Math.max(largest, Math.abs(numeric));
      }
      assertThat(largest).isGreaterThan(0.02);
      assertThat(worst).isCloseTo(0, within(2e-3 + 0.01 * largest));
    }
  }

  private static double shifted(
      BottleneckNetwork network, WindowBatch batch, float[] theta, int at, double by) {
    float[] moved = theta.clone();
    moved[at] += (float) by;
    return network.objective(batch, moved);
  }
}
