package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteadyConvolutionTest {
  private static final Shape PICTURES = new Shape(5, 3, 9, 8);
  private static final int OUTPUTS = 4;

  @ParameterizedTest
  @CsvSource({"3, 1, 1", "3, 2, 1", "1, 2, 0", "7, 2, 3", "3, 1, 0"})
  void valuesAndGradientsAreThoseOfTheEngine(int side, int stride, int padding) {
    RandomGenerator random = CounterRandom.at(3, side, stride);
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      NDArray x = normal(manager, random, PICTURES);
      NDArray kernel = normal(manager, random, new Shape(OUTPUTS, PICTURES.get(1), side, side));
      NDArray bias = normal(manager, random, new Shape(OUTPUTS));
      NDArray ours = SteadyConvolution.of(x, kernel, bias, stride, padding);
      NDArray engines = engines(x, kernel, bias, stride, padding);
      assertThat(ours.getShape()).isEqualTo(engines.getShape());
      assertClose(ours, engines);

      NDArray weight = normal(manager, random, engines.getShape());
      NDArray[] leaves = {x, kernel, bias};
      NDArray[] gradients = new NDArray[leaves.length];
      try (GradientScope scope = GradientScope.open()) {
        require(leaves);
        NDArray sum = SteadyConvolution.of(x, kernel, bias, stride, padding).mul(weight).sum();
        scope.backward(sum);
      }
      for (int i = 0; i < leaves.length; i++) {
        gradients[i] = leaves[i].getGradient().duplicate();
      }
      try (GradientScope scope = GradientScope.open()) {
        require(leaves);
        scope.backward(engines(x, kernel, bias, stride, padding).mul(weight).sum());
      }
      for (int i = 0; i < leaves.length; i++) { // both are in it, since gradients add up
        assertClose(leaves[i].getGradient().sub(gradients[i]), gradients[i]);
      }
    }
  }

  private static void require(NDArray... leaves) {
    for (NDArray leaf : leaves) {
      leaf.setRequiresGradient(true);
    }
  }

  private static NDArray engines(NDArray x, NDArray kernel, NDArray bias, int stride, int padding) {
    Shape strides = new Shape(stride, stride);
    return Conv2d.conv2d(x, kernel, bias, strides, new Shape(padding, padding)).singletonOrThrow();
  }

  private static NDArray normal(NDManager manager, RandomGenerator random, Shape shape) {
    return manager.create(CounterRandom.gaussians(random, (int) shape.size(), 1), shape);
  }

  private static void assertClose(NDArray values, NDArray reference) {
    assertThat(values.toFloatArray())
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(reference.toFloatArray());
  }
}
