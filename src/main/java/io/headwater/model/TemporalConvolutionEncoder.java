package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolutions along time, each shortening the grid fourfold until it is short enough for a dense
 * layer. Marks are further input channels.
 */
final class TemporalConvolutionEncoder implements Encoder {
  /** A grid this short goes to the dense layer. */
  private static final int SHORT = 16;

  private static final int FIRST_WIDTH = 16;
  private static final int WIDTH = 32;

  private record Layer(String name, int kernel, int stride, int padding) {
    int outputLength(int length) {
      return (length + 2 * padding - kernel) / stride + 1;
    }
  }

  private final String name;
  private final Scalars scalars;
  private final int steps;
  private final int channels;
  private final List<Layer> layers = new ArrayList<>();

  TemporalConvolutionEncoder(
      ParameterLayout layout, Scalars scalars, String name, int steps, int channels, int hidden) {
    this.name = name;
    this.scalars = scalars;
    this.steps = steps;
    this.channels = channels;
    int length = steps;
    int width = 2 * channels;
    do {
      String at = name + ".convolution" + layers.size();
      Layer layer = length > SHORT ? new Layer(at, 8, 4, 2) : new Layer(at, 3, 1, 1);
      int next = layers.isEmpty() ? FIRST_WIDTH : WIDTH;
      Layers.declareConvolution(layout, at, next, width, layer.kernel);
      layers.add(layer);
      length = layer.outputLength(length);
      width = next;
    } while (length > SHORT);
    Layers.declare(layout, name + ".dense", width * length, hidden);
  }

  @Override
  public NDArray features(ParameterLayout.Parameters p, NDArray input) {
    long rows = input.getShape().get(0);
    // (window, mark, step, channel) to (window, mark × channel, step)
    NDArray h =
        input
            .reshape(rows, 2, steps, channels)
            .transpose(0, 1, 3, 2)
            .reshape(rows, 2L * channels, steps);
    for (Layer layer : layers) {
      h = Layers.activate(convolve(p, layer, h), scalars);
    }
    return Layers.activate(Layers.linear(p, name + ".dense", h.reshape(rows, -1)), scalars);
  }

  private static NDArray convolve(ParameterLayout.Parameters p, Layer layer, NDArray x) {
    return x.getNDArrayInternal()
        .convolution(
            x,
            p.get(layer.name + ".weight"),
            p.get(layer.name + ".bias"),
            new Shape(layer.stride),
            new Shape(layer.padding),
            new Shape(1),
            1)
        .singletonOrThrow();
  }
}
