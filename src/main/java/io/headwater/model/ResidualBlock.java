package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;

/**
 * Two 3 × 3 convolutions beside a skip, each after normalisation and rectifier (He et al. 2016,
 * Identity mappings, figure 1b). The skip is not normalised, so that brightness and contrast of the
 * whole picture, which may well be what a latent means, reach the end.
 *
 * <p>Normalisation is over all planes and pixels of one window (layer normalisation, Ba et al.
 * 2016) with gain and offset per plane. It is not over the batch: a window's estimate must not
 * depend on its neighbours, and running means would be state outside the parameter vector.
 *
 * @param name prefix of its parameters
 * @param input planes, rows and columns it reads
 * @param planes planes it writes
 * @param stride 1, or 2 to halve rows and columns
 */
record ResidualBlock(String name, Map input, int planes, int stride) {
  private static final float EPSILON = 1e-5f;

  /** Planes, rows and columns of feature maps. */
  record Map(int planes, int height, int width) {
    Map strided(int newPlanes, int stride) {
      return new Map(newPlanes, (height + stride - 1) / stride, (width + stride - 1) / stride);
    }
  }

  Map output() {
    return input.strided(planes, stride);
  }

  private boolean keepsShape() {
    return stride == 1 && planes == input.planes();
  }

  void declare(ParameterLayout layout) {
    declareNorm(layout, name + ".norm1", input.planes());
    Layers.declareConvolution(layout, name + ".convolution1", input.planes(), planes, 3);
    declareNorm(layout, name + ".norm2", planes);
    Layers.declareBranchEnd(layout, name + ".convolution2", planes, planes, 3);
    if (!keepsShape()) {
      Layers.declareConvolution(layout, name + ".skip", input.planes(), planes, 1);
    }
  }

  /** Gains are declared by their distance from one, since parameters begin around zero. */
  private static void declareNorm(ParameterLayout layout, String norm, int planes) {
    layout.add(norm + ".gain", 0, planes, 1, 1);
    layout.add(norm + ".offset", 0, planes, 1, 1);
  }

  /** (window, plane, row, column) of {@link #input} to that of {@link #output}. */
  NDArray apply(ParameterLayout.Parameters p, Scalars scalars, NDArray x) {
    NDArray h = Layers.rectify(normalise(p, scalars, name + ".norm1", x, input));
    h = Layers.convolve(p, name + ".convolution1", h, stride, 1);
    h = Layers.rectify(normalise(p, scalars, name + ".norm2", h, output()));
    h = Layers.convolve(p, name + ".convolution2", h, 1, 1);
    return h.add(keepsShape() ? x : Layers.convolve(p, name + ".skip", x, stride, 0));
  }

  private static NDArray normalise(
      ParameterLayout.Parameters p, Scalars scalars, String norm, NDArray x, Map map) {
    Shape shape = new Shape(map.planes, map.height, map.width);
    NDArray gain = p.get(norm + ".gain").add(scalars.of(1)).broadcast(shape);
    NDArray offset = p.get(norm + ".offset").broadcast(shape);
    return LayerNorm.layerNorm(x, shape, gain, offset, EPSILON).singletonOrThrow();
  }
}
