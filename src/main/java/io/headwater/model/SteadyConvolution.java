package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * A convolution over pictures as one matrix product over patches, which gives the same bits each
 * time. On a GPU the engine's own convolution does not: it adds up gradients in the order in which
 * threads arrive.
 */
final class SteadyConvolution {
  private SteadyConvolution() {}

  /**
   * @param x (window, plane, row, column)
   * @param kernel (out, plane, side, side)
   * @param bias (out)
   * @param padding zeros added on every side
   * @return (window, out, row, column)
   */
  static NDArray of(NDArray x, NDArray kernel, NDArray bias, int stride, int padding) {
    Shape in = x.getShape();
    Shape weights = kernel.getShape();
    long side = weights.get(2);
    long rows = (in.get(2) + 2L * padding - side) / stride + 1;
    long columns = (in.get(3) + 2L * padding - side) / stride + 1;
    NDArray padded = padding == 0 ? x : padded(x, padding);
    NDList shifted = new NDList();
    for (long r = 0; r < side; r++) {
      for (long c = 0; c < side; c++) {
        shifted.add(
            padded.get(
                new NDIndex()
                    .addAllDim()
                    .addAllDim()
                    .addSliceDim(r, r + (rows - 1) * stride + 1, stride)
                    .addSliceDim(c, c + (columns - 1) * stride + 1, stride)));
      }
    }
    long inputs = in.get(1) * side * side;
    NDArray patches = NDArrays.stack(shifted, 2).reshape(in.get(0), inputs, rows * columns);
    long outputs = weights.get(0);
    NDArray sums = kernel.reshape(1, outputs, inputs).matMul(patches);
    return sums.reshape(in.get(0), outputs, rows, columns).add(bias.reshape(1, outputs, 1, 1));
  }

  private static NDArray padded(NDArray x, int padding) {
    Shape in = x.getShape();
    NDArray above = x.getManager().zeros(new Shape(in.get(0), in.get(1), padding, in.get(3)));
    NDArray tall = NDArrays.concat(new NDList(above, x, above), 2);
    long height = in.get(2) + 2L * padding;
    NDArray beside = x.getManager().zeros(new Shape(in.get(0), in.get(1), height, padding));
    return NDArrays.concat(new NDList(beside, tall, beside), 3);
  }
}
