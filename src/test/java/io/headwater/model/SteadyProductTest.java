package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyProductTest {
  private static final int ROWS = 32;
  private static final int INPUTS = 24;

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  void aRowGivesTheSameBitsWhereverItStands(int outputs) {
    RandomGenerator random = CounterRandom.at(5, outputs, 0);
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      float[] weights = CounterRandom.gaussians(random, INPUTS * outputs, 1);
      NDArray matrix = manager.create(weights, new Shape(INPUTS, outputs));
      for (int trial = 0; trial < 20; trial++) {
        float[] row = CounterRandom.gaussians(random, INPUTS, 1);
        float[] rows = new float[ROWS * INPUTS];
        for (int r = 0; r < ROWS; r++) {
          System.arraycopy(row, 0, rows, r * INPUTS, INPUTS);
        }
        float[] product =
            SteadyProduct.of(manager.create(rows, new Shape(ROWS, INPUTS)), matrix).toFloatArray();
        assertThat(product).hasSize(ROWS * outputs);
        float[] first = Arrays.copyOf(product, outputs);
        for (int r = 1; r < ROWS; r++) {
          assertThat(Arrays.copyOfRange(product, r * outputs, (r + 1) * outputs)).isEqualTo(first);
        }
      }
    }
  }
}
