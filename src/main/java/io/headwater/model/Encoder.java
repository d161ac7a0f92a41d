package io.headwater.model;

import ai.djl.ndarray.NDArray;

/**
 * From the cells of one modality to features. The input of a window is its standardised cells (0
 * where unknown) followed by their marks (1 known, 0 unknown), both in grid order.
 */
public interface Encoder {
  /**
   * @param input (window, 2 × cells)
   * @return (window, hidden)
   */
  NDArray features(ParameterLayout.Parameters p, NDArray input);

  /** Declares an encoder's parameters under a prefix and returns the encoder. */
  @FunctionalInterface
  interface Factory {
    Encoder declare(ParameterLayout layout, Scalars scalars, String name, int hidden);
  }

  /** Dense layers over all cells and marks. */
  static Factory dense(int cells) {
    return (layout, scalars, name, hidden) ->
        new DenseEncoder(layout, scalars, name, cells, hidden);
  }

  /** Strided convolutions along time; a grid of one step is encoded by dense layers. */
  static Factory temporalConvolution(int steps, int channels) {
    return steps == 1
        ? dense(channels)
        : (layout, scalars, name, hidden) ->
            new TemporalConvolutionEncoder(layout, scalars, name, steps, channels, hidden);
  }

  /** One LSTM layer along time. */
  static Factory recurrent(int steps, int channels) {
    return (layout, scalars, name, hidden) ->
        new RecurrentEncoder(layout, scalars, name, steps, channels, hidden);
  }

  /** Strided convolutions over a picture. */
  static Factory image(PictureShape picture) {
    return (layout, scalars, name, hidden) ->
        new ImageEncoder(layout, scalars, name, picture, hidden);
  }

  /**
   * ResNet-18 over a picture.
   *
   * @param width planes of the first stage; 64 in the published network
   */
  static Factory residual(PictureShape picture, int width) {
    return (layout, scalars, name, hidden) ->
        new ResidualEncoder(layout, scalars, name, picture, width, hidden);
  }
}
