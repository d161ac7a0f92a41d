package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;

/** What {@link NumberOverloadTest} must find: four mistakes and one line that is right. */
final class NumberOverloads {
  private NumberOverloads() {}

  static NDArray mistakes(NDArray x, Scalars scalars) {
    NDArray fine = x.mul(scalars.of(3));
    return NDArrays.add(fine.mul(3f).clip(0, 1).getNDArrayInternal().rsub(1), 2);
  }
}
