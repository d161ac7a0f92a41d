package io.headwater.model;

import ai.djl.ndarray.NDArray;
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

  private final String name;
  private final Scalars scalars;
  private final int steps;
  private final int channels;
  private final List<BlockConvolution> layers = new ArrayList<>();

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
      BlockConvolution layer =
          length > SHORT
              ? new BlockConvolution(at, length, width, 4, 2)
              : new BlockConvolution(at, length, width, 1, 3);
      width = layers.isEmpty() ? FIRST_WIDTH : WIDTH;
      layer.declare(layout, width);
      layers.add(layer);
      length = layer.outputLength();
    } while (length > SHORT);
    Layers.declare(layout, name + ".dense", width * length, hidden);
  }

  @Override
  public NDArray features(ParameterLayout.Parameters p, NDArray input) {
    long windows = input.getShape().get(0);
    // (window, mark, step, channel) to (window, step, mark × channel)
    NDArray h =
        input
            .reshape(windows, 2, steps, channels)
            .transpose(0, 2, 1, 3)
            .reshape(windows, steps, 2L * channels);
    for (BlockConvolution layer : layers) {
      h = Layers.rectify(layer.apply(p, h));
    }
    return Layers.activate(Layers.linear(p, name + ".dense", h.reshape(windows, -1)), scalars);
  }
}
