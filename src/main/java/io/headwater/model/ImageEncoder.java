package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolutions of 3 × 3 with stride 2 until the picture is small enough for a dense layer. Marks
 * are further colours.
 */
final class ImageEncoder implements Encoder {
  /** A picture with at most this many pixels goes to the dense layer. */
  private static final int SMALL = 64;

  private static final int FIRST_WIDTH = 8;
  private static final int WIDEST = 32;

  private final String name;
  private final Scalars scalars;
  private final int height;
  private final int width;
  private final int depth;
  private final List<String> layers = new ArrayList<>();

  ImageEncoder(
      ParameterLayout layout,
      Scalars scalars,
      String name,
      int height,
      int width,
      int depth,
      int hidden) {
    this.name = name;
    this.scalars = scalars;
    this.height = height;
    this.width = width;
    this.depth = depth;
    int h = height;
    int w = width;
    int planes = 2 * depth;
    int next = FIRST_WIDTH;
    do {
      String at = name + ".convolution" + layers.size();
      Layers.declareConvolution(layout, at, next, planes, 3, 3);
      layers.add(at);
      planes = next;
      next = Math.min(WIDEST, 2 * next);
      h = (h + 1) / 2;
      w = (w + 1) / 2;
    } while (h * w > SMALL);
    Layers.declare(layout, name + ".dense", planes * h * w, hidden);
  }

  @Override
  public NDArray features(ParameterLayout.Parameters p, NDArray input) {
    long rows = input.getShape().get(0);
    // (window, mark, row, column, colour) to (window, mark × colour, row, column)
    NDArray h =
        input
            .reshape(rows, 2, height, width, depth)
            .transpose(0, 1, 4, 2, 3)
            .reshape(rows, 2L * depth, height, width);
    for (String layer : layers) {
      h = Layers.activate(convolve(p, layer, h), scalars);
    }
    return Layers.activate(Layers.linear(p, name + ".dense", h.reshape(rows, -1)), scalars);
  }

  private static NDArray convolve(ParameterLayout.Parameters p, String layer, NDArray x) {
    return x.getNDArrayInternal()
        .convolution(
            x,
            p.get(layer + ".weight"),
            p.get(layer + ".bias"),
            new Shape(2, 2),
            new Shape(1, 1),
            new Shape(1, 1),
            1)
        .singletonOrThrow();
  }
}
