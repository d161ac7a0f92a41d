package io.headwater.model.coupled;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;

/**
 * The box [−√3, √3]^d, compared by L1 after each dimension is stretched by a learned factor and
 * divided by the temperature. The head is squashed smoothly, so that no row ever loses its gradient
 * at a wall.
 */
final class Box implements EmbeddingGeometry {
  private static final String SIDES = "box.sides";
  private static final double HALF_SIDE = Math.sqrt(3);

  private final Scalars scalars;
  private final double temperature;

  Box(ParameterLayout layout, Scalars scalars, int dimensions, double temperature) {
    this.scalars = scalars;
    this.temperature = temperature;
    layout.add(SIDES, 0, dimensions);
  }

  @Override
  public NDArray place(NDArray head) {
    return head.mul(scalars.of(1 / HALF_SIDE)).tanh().mul(scalars.of(HALF_SIDE));
  }

  /** Dimension by dimension: a sum over a short last axis costs more than all the rest. */
  @Override
  public NDArray nearness(ParameterLayout.Parameters p, NDArray a, NDArray b) {
    NDArray stretch = p.get(SIDES).exp().mul(scalars.of(-1 / temperature));
    NDList left = EmbeddingGeometry.columns(a.mul(stretch));
    NDList right = EmbeddingGeometry.columns(b.mul(stretch));
    NDArray distance = null;
    for (int k = 0; k < left.size(); k++) {
      NDArray apart = left.get(k).sub(right.get(k).transpose()).abs();
      distance = distance == null ? apart : distance.add(apart);
    }
    return distance.mul(scalars.of(-1));
  }
}
