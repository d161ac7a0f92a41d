package io.headwater.estimator.coupled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ScenarioWindows;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.coupled.CoupledSettings.Geometry;
import io.headwater.model.CounterRandom;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients against central differences. */
class CoupledGradientTest {
  private static final ScenarioWindows DATA = new ScenarioWindows("l", 11, 200);

  /** Small, because L1 has a kink wherever two windows agree in a dimension. */
  private static final double STEP = 3e-4;

  private static double along(
      CoupledNetwork network, WindowBatch batch, float[] direction, boolean contrastOnly) {
    float[] at = network.parameters();
    double[] side = new double[2];
    for (int s = 0; s < 2; s++) {
      float[] moved = at.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += (float) ((s == 0 ? STEP : -STEP) * direction[i]);
      }
      side[s] = network.objective(batch, moved, contrastOnly);
    }
    return (side[0] - side[1]) / (2 * STEP);
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Geometry.class)
  void ofTheContrastWithItsQueueAndOfTheReadouts(Geometry geometry) {
    List<ModalityIntake> intakes = DATA.shapes().stream().map(ModalityIntake::new).toList();
    DATA.windows(0, 100).forEach(w -> intakes.forEach(i -> i.observe(w.grid(i.shape().name()))));
    CoupledSettings settings =
        CoupledSettings.of(geometry).withHidden(8).withQueue(64).withTemperature(0.8);
    try (CoupledNetwork network = new CoupledNetwork(intakes, settings, 3, Device.cpu())) {
      network.step(WindowBatch.read(intakes, DATA.windows(100, 140))); // fills the queue
      WindowBatch batch = WindowBatch.read(intakes, DATA.windows(0, 12));
      float[] contrast = network.gradient(batch, true);
      float[] whole = network.gradient(batch, false);
      for (int trial = 0; trial < 5; trial++) {
        RandomGenerator random = CounterRandom.at(9, trial, 0);
        float[] any = CounterRandom.gaussians(random, contrast.length, 0.3);
        double slope = along(network, batch, any, true);
        assertThat(product(contrast, any))
            .as("contrast %d", trial)
            .isCloseTo(slope, within(0.02 * Math.abs(slope) + 5e-3));
        // The readouts' own parameters: the contrast does not know them, and they are not held
        // still.
        for (int i = 0; i < any.length; i++) {
          any[i] = contrast[i] == 0 && whole[i] != 0 ? any[i] : 0;
        }
        double readout = along(network, batch, any, false);
        assertThat(product(whole, any))
            .as("readouts %d", trial)
            .isCloseTo(readout, within(0.02 * Math.abs(readout) + 5e-3));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Geometry.class)
  void theReadoutsDoNotMoveThePlaces(Geometry geometry) {
    List<ModalityIntake> intakes =
        DATA.shapes().stream()
            .map(
                s ->
                    new ModalityIntake(
                        new io.headwater.estimator.ModalityShape(
                            s.name(),
                            s.kind(),
                            s.steps(),
                            s.channels(),
                            0,
                            0,
                            0,
                            s.encoder(),
                            5,
                            0)))
            .toList();
    DATA.windows(0, 100).forEach(w -> intakes.forEach(i -> i.observe(w.grid(i.shape().name()))));
    CoupledSettings settings = CoupledSettings.of(geometry).withHidden(8);
    try (CoupledNetwork network = new CoupledNetwork(intakes, settings, 3, Device.cpu())) {
      WindowBatch batch = WindowBatch.read(intakes, DATA.windows(0, 12));
      float[] contrast = network.gradient(batch, true);
      float[] whole = network.gradient(batch, false);
      int ofTheContrast = 0;
      for (int i = 0; i < contrast.length; i++) {
        if (contrast[i] != 0) { // all of these belong to encoders and geometry
          ofTheContrast++;
          assertThat(whole[i]).isEqualTo(contrast[i]);
        }
      }
      assertThat(ofTheContrast).isPositive().isLessThan(contrast.length);
    }
  }
}
