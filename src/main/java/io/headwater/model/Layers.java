package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;

/** The layers that all networks here are made of, as functions of slices of the flat vector. */
public final class Layers {
  /**
   * Gain of hidden layers: keeps the variance of activations near one through a leaky rectifier.
   */
  private static final double GAIN = 1.5;

  /** Biases of first layers differ from the start, so that kinks do not all lie at zero. */
  private static final double BIAS_SCALE = 0.2;

  /** Outputs begin small: the linear skips lead, the layers follow. */
  private static final double OUTPUT_SCALE = 0.3;

  /** The slope that {@link #activate} has far left. */
  private static final float LEAK = 0.2f;

  private Layers() {}

  /** Declares weights (outputs, inputs) and biases of a hidden layer. */
  public static void declare(ParameterLayout layout, String name, int inputs, int outputs) {
    layout.add(name + ".weight", Math.sqrt(GAIN / inputs), outputs, inputs);
    layout.add(name + ".bias", BIAS_SCALE, outputs);
  }

  public static void declareOutput(ParameterLayout layout, String name, int inputs, int outputs) {
    layout.add(name + ".weight", OUTPUT_SCALE * Math.sqrt(1.0 / inputs), outputs, inputs);
    layout.add(name + ".bias", 0, outputs);
  }

  /** Declares a square convolution's kernel (out, in, side, side) and biases. */
  public static void declareConvolution(
      ParameterLayout layout, String name, int in, int out, int side) {
    double scale = Math.sqrt(GAIN / ((double) in * side * side));
    layout.add(name + ".weight", scale, out, in, side, side);
    layout.add(name + ".bias", BIAS_SCALE, out);
  }

  /** The same for the end of a residual branch, which begins small: the skip leads. */
  public static void declareBranchEnd(
      ParameterLayout layout, String name, int in, int out, int side) {
    double scale = OUTPUT_SCALE * Math.sqrt(1.0 / ((double) in * side * side));
    layout.add(name + ".weight", scale, out, in, side, side);
    layout.add(name + ".bias", 0, out);
  }

  /**
   * A convolution over pictures.
   *
   * @param x (window, plane, row, column)
   * @param padding zeros added on every side
   * @return (window, out, row, column)
   */
  public static NDArray convolve(
      ParameterLayout.Parameters p, String name, NDArray x, int stride, int padding) {
    NDArray kernel = p.get(name + ".weight");
    NDArray bias = p.get(name + ".bias");
    if (x.getDevice().isGpu()) {
      return SteadyConvolution.of(x, kernel, bias, stride, padding);
    }
    Shape strides = new Shape(stride, stride);
    return Conv2d.conv2d(x, kernel, bias, strides, new Shape(padding, padding)).singletonOrThrow();
  }

  /** (…, input) to (…, output). */
  public static NDArray linear(ParameterLayout.Parameters p, String name, NDArray x) {
    return x.getNDArrayInternal()
        .linear(x, p.get(name + ".weight"), p.get(name + ".bias"))
        .singletonOrThrow();
  }

  /** Smooth leaky rectifier .2 a + .4 softplus(2 a): slope .2 far left, 1 far right. */
  public static NDArray activate(NDArray a, Scalars scalars) {
    NDArray soft = a.mul(scalars.of(2)).getNDArrayInternal().softPlus();
    return a.mul(scalars.of(0.2)).add(soft.mul(scalars.of(0.4)));
  }

  /**
   * Leaky rectifier, slope .2 left of zero, for feature maps: there the smooth one would cost more
   * than the convolution before it.
   */
  public static NDArray rectify(NDArray a) {
    return Activation.leakyRelu(a, LEAK);
  }
}
