package io.headwater.model.coupled;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;

/**
 * What the embeddings of all modalities lie on, and how near two of them are (Liu et al., theorems
 * 4.1 and 4.2). Places have about unit variance per dimension when they are spread evenly.
 *
 * <p>The scale of the space against the temperature is learned, one and the same for all
 * modalities: the theorems want distances measured in units of the coupling, which nobody knows.
 */
public interface EmbeddingGeometry {
  /**
   * Heads to places.
   *
   * @param head (row, dimension)
   * @return (row, dimension)
   */
  NDArray place(NDArray head);

  /**
   * Nearness of each row of one sample to each row of another, in nats.
   *
   * @param a (row, dimension) places
   * @param b (column, dimension) places
   * @return (row, column); greater is nearer
   */
  NDArray nearness(ParameterLayout.Parameters p, NDArray a, NDArray b);

  /** Unit sphere and cosine; the temperature is where the learned one begins. */
  static EmbeddingGeometry sphere(
      ParameterLayout layout, Scalars scalars, int dimensions, double temperature) {
    return new Sphere(layout, scalars, dimensions, temperature);
  }

  /** A box whose sides are learned, and L1. */
  static EmbeddingGeometry box(
      ParameterLayout layout, Scalars scalars, int dimensions, double temperature) {
    return new Box(layout, scalars, dimensions, temperature);
  }

  /** The dimensions of a sample one by one, each (row, 1). */
  static NDList columns(NDArray sample) {
    int width = (int) sample.getShape().get(1);
    long[] cuts = new long[width - 1];
    for (int k = 0; k < cuts.length; k++) {
      cuts[k] = k + 1;
    }
    return width == 1 ? new NDList(sample) : sample.split(cuts, 1);
  }
}
