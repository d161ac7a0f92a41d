package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * Matrix products whose rows do not depend on where they stand.
 *
 * <p>The linear algebra library computes products with five to eleven output columns (eight apart)
 * by kernels that round differently in different rows, so that an estimate would depend on how many
 * windows were asked for together. Padding the columns to eight or twelve avoids these kernels;
 * parameters stay as they are.
 */
public final class SteadyProduct {
  private static final int SAFE_BELOW = 5;
  private static final int SAFE = 8;
  private static final int SAFE_FROM = 12;

  private SteadyProduct() {}

  /**
   * @param rows (…, row, inputs)
   * @param weights (…, inputs, outputs), as many axes as {@code rows}
   * @return (…, row, outputs)
   */
  public static NDArray of(NDArray rows, NDArray weights) {
    Shape shape = weights.getShape();
    int last = shape.dimension() - 1;
    long outputs = shape.get(last);
    if (outputs < SAFE_BELOW || outputs == SAFE || outputs >= SAFE_FROM) {
      return rows.matMul(weights);
    }
    long[] padding = shape.getShape().clone();
    padding[last] = (outputs < SAFE ? SAFE : SAFE_FROM) - outputs;
    NDArray zeros = rows.getManager().zeros(new Shape(padding));
    NDList parts = rows.matMul(weights.concat(zeros, last)).split(new long[] {outputs}, last);
    return parts.get(0);
  }
}
