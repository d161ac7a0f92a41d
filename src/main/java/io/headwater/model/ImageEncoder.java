package io.headwater.model;

import ai.djl.ndarray.NDArray;
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
  private final PictureShape picture;
  private final List<String> layers = new ArrayList<>();

  ImageEncoder(
      ParameterLayout layout, Scalars scalars, String name, PictureShape picture, int hidden) {
    this.name = name;
    this.scalars = scalars;
    this.picture = picture;
    int h = picture.height();
    int w = picture.width();
    int planes = picture.planes();
    int next = FIRST_WIDTH;
    do {
      String at = name + ".convolution" + layers.size();
      Layers.declareConvolution(layout, at, planes, next, 3);
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
    NDArray h = picture.toPlanes(input);
    for (String layer : layers) {
      h = Layers.rectify(Layers.convolve(p, layer, h, 2, 1));
    }
    long windows = input.getShape().get(0);
    return Layers.activate(Layers.linear(p, name + ".dense", h.reshape(windows, -1)), scalars);
  }
}
