package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gradients must not depend on when the garbage collector runs. */
class GradientUnderCollectionTest {
  private static final int STEPS = 60;
  private static final int ROWS = 16;

  @Test
  void forcedCollectionsBetweenForwardAndBackwardChangeNoBit() {
    assertThat(train(true)).containsExactlyElementsOf(train(false));
  }

  /** Trains with every kind of encoder; returns the bits of gradient and parameters per step. */
  private static List<Integer> train(boolean collect) {
    List<Integer> bits = new ArrayList<>();
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      Scalars scalars = new Scalars(manager);
      ParameterLayout layout = new ParameterLayout();
      Bottleneck bottleneck =
          new Bottleneck(
              layout,
              scalars,
              List.of(
                  new Bottleneck.Block("d", Encoder.dense(5), 5, 2, 3),
                  new Bottleneck.Block("c", Encoder.temporalConvolution(20, 2), 6, 2, 3),
                  new Bottleneck.Block("l", Encoder.recurrent(9, 2), 4, 2, 2),
                  new Bottleneck.Block("i", Encoder.image(new PictureShape(6, 5, 1)), 7, 1, 2),
                  new Bottleneck.Block(
                      "r", Encoder.residual(new PictureShape(5, 9, 1), 2), 3, 1, 2)),
              8);
      BottleneckObjective objective = new BottleneckObjective(bottleneck, scalars, 0.01);
      AdamW adam = new AdamW(manager, scalars, layout.initialValues(1), AdamWSettings.of(2e-3, 2));
      StagingBuffers staging = new StagingBuffers();
      int[] inputs = {10, 80, 36, 60, 90};
      for (int s = 0; s < STEPS; s++) {
        staging.rewind();
        try (NDManager step = manager.newSubManager()) {
          BottleneckObjective.BlockBatch[] batch = batch(bottleneck, inputs, step, staging, s);
          NDArray leaf = adam.leaf(step);
          double loss;
          try (GradientScope scope = GradientScope.open()) {
            NDArray value = objective.evaluate(layout.view(leaf), batch, step).loss();
            disturb(collect);
            scope.backward(value);
            loss = value.getFloat();
          }
          NDArray gradient = leaf.getGradient();
          gradient.attach(step);
          bits.add(java.util.Arrays.hashCode(gradient.toFloatArray()));
          assertThat(adam.update(loss, gradient, staging).applied()).isTrue();
        }
      }
      try (NDManager reader = manager.newSubManager()) {
        bits.add(java.util.Arrays.hashCode(adam.copy(reader).toFloatArray()));
      }
    }
    return bits;
  }

  /** A full collection, then small direct buffers that take any memory it freed. */
  private static void disturb(boolean collect) {
    if (collect) {
      System.gc();
      for (int i = 0; i < 200; i++) {
        java.nio.ByteBuffer.allocateDirect(4).putFloat(0, Float.NaN);
      }
    }
  }

  private static BottleneckObjective.BlockBatch[] batch(
      Bottleneck bottleneck, int[] inputs, NDManager step, StagingBuffers staging, int number) {
    BottleneckObjective.BlockBatch[] out = new BottleneckObjective.BlockBatch[inputs.length];
    for (int m = 0; m < out.length; m++) {
      Bottleneck.Block block = bottleneck.blocks().get(m);
      int others = bottleneck.othersTargets(m);
      out[m] =
          new BottleneckObjective.BlockBatch(
              draws(step, staging, number, 10 * m, inputs[m]),
              draws(step, staging, number, 10 * m + 1, block.targets()),
              positive(step, staging, block.targets()),
              draws(step, staging, number, 10 * m + 2, others),
              positive(step, staging, others),
              draws(step, staging, number, 10 * m + 3, block.codeWidth()),
              staging.stage(step, filled(ROWS, 1 / Math.sqrt(ROWS)), new Shape(ROWS, 1)));
    }
    return out;
  }

  private static NDArray draws(
      NDManager step, StagingBuffers staging, int number, int stream, int width) {
    float[] values = CounterRandom.gaussians(CounterRandom.at(3, number, stream), ROWS * width, 1);
    return staging.stage(step, values, new Shape(ROWS, width));
  }

  private static NDArray positive(NDManager step, StagingBuffers staging, int width) {
    return staging.stage(step, filled(ROWS * width, 1.0 / (ROWS * width)), new Shape(ROWS, width));
  }

  private static float[] filled(int length, double value) {
    float[] values = new float[length];
    java.util.Arrays.fill(values, (float) value);
    return values;
  }
}
