package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockConvolutionTest {
  private static final int WINDOWS = 3;
  private static final int CHANNELS = 2;
  private static final int OUTPUTS = 5;

  @ParameterizedTest
  @CsvSource({"480,4,2", "23,4,2", "21,4,2", "16,1,3", "1,1,3", "7,2,3"})
  void agreesWithTheConvolutionOfTheEngine(int length, int stride, int blocks) {
    BlockConvolution convolution = new BlockConvolution("c", length, CHANNELS, stride, blocks);
    ParameterLayout layout = new ParameterLayout();
    convolution.declare(layout, OUTPUTS);
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      ParameterLayout.Parameters p = layout.view(manager.create(layout.initialValues(1)));
      int cells = WINDOWS * length * CHANNELS;
      NDArray x =
          manager.create(
              CounterRandom.gaussians(CounterRandom.at(1, 2, 3), cells, 1),
              new Shape(WINDOWS, length, CHANNELS));
      int kernel = blocks * stride;
      NDArray weight =
          p.get("c.weight").reshape(OUTPUTS, kernel, CHANNELS).transpose(0, 2, 1).duplicate();
      int front = (kernel - stride) / 2;
      NDArray padded =
          manager
              .zeros(new Shape(WINDOWS, front, CHANNELS))
              .concat(x, 1)
              .concat(manager.zeros(new Shape(WINDOWS, kernel, CHANNELS)), 1)
              .transpose(0, 2, 1)
              .duplicate();
      NDArray expected =
          Conv1d.conv1d(padded, weight, p.get("c.bias"), new Shape(stride)).singletonOrThrow();
      NDArray actual = convolution.apply(p, x);
      assertThat(actual.getShape())
          .isEqualTo(new Shape(WINDOWS, convolution.outputLength(), OUTPUTS));
      float[] first =
          expected.transpose(0, 2, 1).get(":, :" + convolution.outputLength()).toFloatArray();
      assertThat(actual.toFloatArray()).containsExactly(first, within(1e-5f));
    }
  }
}
