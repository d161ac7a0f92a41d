package io.headwater.model.latent;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The causal order of the modalities that the solver settled on.
 *
 * @param rank causal position of each modality, from 0
 * @param heldOutNll of the short linear fit in that order, nats per row; NaN when there was no
 *     choice
 * @param directionGap by how much, in nats, the best order found with modality b before a is worse
 *     than the chosen one with a before b, at [a][b]; NaN where no such order was tried. From short
 *     linear fits: gaps under 0.1 prove nothing
 */
public record CausalOrder(int[] rank, double heldOutNll, double[][] directionGap) {

  /** That of declaration, which says nothing. */
  static CausalOrder none(int modalities) {
    double[][] gaps = new double[modalities][modalities];
    for (double[] row : gaps) {
      Arrays.fill(row, Double.NaN);
    }
    return new CausalOrder(IntStream.range(0, modalities).toArray(), Double.NaN, gaps);
  }
}
