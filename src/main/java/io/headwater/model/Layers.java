package io.headwater.model;

import ai.djl.ndarray.NDArray;

/** The layers that all networks here are made of, as functions of slices of the flat vector. */
final class Layers {
  /**
   * Gain of hidden layers: keeps the variance of activations near one through a leaky rectifier.
   */
  private static final double GAIN = 1.5;

  /** Biases of first layers differ from the start, so that kinks do not all lie at zero. */
  private static final double BIAS_SCALE = 0.2;

  /** Outputs begin small: the linear skips lead, the layers follow. */
  private static final double OUTPUT_SCALE = 0.3;

  private Layers() {}

  /** Declares weights (outputs, inputs) and biases of a hidden layer. */
  static void declare(ParameterLayout layout, String name, int inputs, int outputs) {
    layout.add(name + ".weight", Math.sqrt(GAIN / inputs), outputs, inputs);
    layout.add(name + ".bias", BIAS_SCALE, outputs);
  }

  static void declareOutput(ParameterLayout layout, String name, int inputs, int outputs) {
    layout.add(name + ".weight", OUTPUT_SCALE * Math.sqrt(1.0 / inputs), outputs, inputs);
    layout.add(name + ".bias", 0, outputs);
  }

  /** Declares a convolution's kernel (out, in, size…) and biases. */
  static void declareConvolution(ParameterLayout layout, String name, long... kernel) {
    double fanIn = 1;
    for (int i = 1; i < kernel.length; i++) {
      fanIn *= kernel[i];
    }
    layout.add(name + ".weight", Math.sqrt(GAIN / fanIn), kernel);
    layout.add(name + ".bias", BIAS_SCALE, kernel[0]);
  }

  /** (row, input) to (row, output). */
  static NDArray linear(ParameterLayout.Parameters p, String name, NDArray x) {
    return x.getNDArrayInternal()
        .linear(x, p.get(name + ".weight"), p.get(name + ".bias"))
        .singletonOrThrow();
  }

  /** Smooth leaky rectifier .2 a + .4 softplus(2 a): slope .2 far left, 1 far right. */
  static NDArray activate(NDArray a, Scalars scalars) {
    NDArray soft = a.mul(scalars.of(2)).getNDArrayInternal().softPlus();
    return a.mul(scalars.of(0.2)).add(soft.mul(scalars.of(0.4)));
  }
}
