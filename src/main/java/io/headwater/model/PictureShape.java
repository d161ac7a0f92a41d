package io.headwater.model;

import ai.djl.ndarray.NDArray;

/**
 * Shape of a picture whose cells are row-major, colour fastest.
 *
 * @param height rows of pixels
 * @param width columns of pixels
 * @param depth colours per pixel
 */
public record PictureShape(int height, int width, int depth) {
  /** Planes of an encoder's input: the colours, then their marks. */
  int planes() {
    return 2 * depth;
  }

  /**
   * @param input (window, 2 × cells): cells, then marks
   * @return (window, mark × colour, row, column)
   */
  NDArray toPlanes(NDArray input) {
    long windows = input.getShape().get(0);
    return input
        .reshape(windows, 2, height, width, depth)
        .transpose(0, 1, 4, 2, 3)
        .reshape(windows, planes(), height, width);
  }
}
