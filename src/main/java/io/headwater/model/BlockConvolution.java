package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * A convolution along time whose kernel is a whole number of strides long, as one matrix product:
 * the series is cut into blocks of one stride, and neighbouring blocks are laid side by side. With
 * few channels on one core this takes a fraction of the time of the engine's convolution.
 *
 * @param name prefix of its parameters
 * @param length steps of the input
 * @param channels channels of the input
 * @param stride steps from one output to the next, and of a block
 * @param blocks blocks under the kernel
 */
record BlockConvolution(String name, int length, int channels, int stride, int blocks) {
  /** Declares its kernel, (outputs, blocks × stride × channels), and biases. */
  void declare(ParameterLayout layout, int outputs) {
    Layers.declare(layout, name, blocks * stride * channels, outputs);
  }

  int outputLength() {
    return (length + stride - 1) / stride;
  }

  /** (window, step, channel) to (window, {@link #outputLength}, output). */
  NDArray apply(ParameterLayout.Parameters p, NDArray x) {
    long windows = x.getShape().get(0);
    int outputs = outputLength();
    int cut = outputs + blocks - 1;
    int front = (blocks - 1) * stride / 2;
    int back = cut * stride - front - length;
    NDArray padded =
        NDArrays.concat(new NDList(zeros(x, windows, front), x, zeros(x, windows, back)), 1)
            .reshape(windows, cut, (long) stride * channels);
    NDList neighbours = new NDList();
    for (int b = 0; b < blocks; b++) {
      neighbours.add(padded.get(new NDIndex().addAllDim().addSliceDim(b, b + outputs)));
    }
    return Layers.linear(p, name, NDArrays.concat(neighbours, 2));
  }

  private NDArray zeros(NDArray x, long windows, int steps) {
    return x.getManager().zeros(new Shape(windows, steps, channels));
  }
}
