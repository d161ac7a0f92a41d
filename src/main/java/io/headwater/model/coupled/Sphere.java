package io.headwater.model.coupled;

import ai.djl.ndarray.NDArray;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;

/**
 * The sphere of radius √d, compared by cosine over a temperature. The temperature is learned on a
 * log scale (Radford et al. 2021): the theorem holds where it is the inverse of the coupling's
 * concentration.
 */
final class Sphere implements EmbeddingGeometry {
  private static final String SHARPNESS = "sphere.sharpness";

  /** Keeps the direction of a head of length zero finite. */
  private static final double LEAST_SQUARES = 1e-8;

  private final Scalars scalars;
  private final int dimensions;
  private final double temperature;

  Sphere(ParameterLayout layout, Scalars scalars, int dimensions, double temperature) {
    this.scalars = scalars;
    this.dimensions = dimensions;
    this.temperature = temperature;
    layout.add(SHARPNESS, 0, 1);
  }

  @Override
  public NDArray place(NDArray head) {
    NDArray squares = head.square().sum(new int[] {1}, true).add(scalars.of(LEAST_SQUARES));
    return head.mul(scalars.of(Math.sqrt(dimensions))).div(squares.sqrt());
  }

  @Override
  public NDArray nearness(ParameterLayout.Parameters p, NDArray a, NDArray b) {
    NDArray sharpness = p.get(SHARPNESS).exp().mul(scalars.of(1 / temperature / dimensions));
    return a.matMul(b.transpose()).mul(sharpness);
  }
}
