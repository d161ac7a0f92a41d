package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** How far the covariance of a mini-batch of codes is from the identity. */
public final class CodeCovariance {
  private CodeCovariance() {}

  /**
   * Squared Frobenius distance over present rows, a scalar.
   *
   * @param code (n, code)
   * @param rowWeight (n, 1): 1/√(present rows) where present, else 0
   */
  public static NDArray fromIdentity(NDArray code, NDArray rowWeight) {
    NDArray mean = code.mul(rowWeight.square()).sum(new int[] {0}, true);
    NDArray centred = code.sub(mean).mul(rowWeight);
    NDArray covariance = centred.transpose().matMul(centred);
    int width = (int) code.getShape().get(1);
    NDManager step = rowWeight.getManager();
    return covariance.sub(step.eye(width)).square().sum();
  }
}
