package io.headwater.model.latent;

import java.util.Arrays;

/**
 * The causal order of the modalities that the solver settled on.
 *
 * @param rank causal position of each modality, from 0
 * @param heldOutNll of the short linear fit in that order, nats per row; NaN when there was no
 *     choice
 * @param directionGap by how much, in nats, the best order found with modality b before a is worse
 *     than the chosen one with a before b, at [a][b]; NaN where no such order was tried. From short
 *     linear fits, by costs of sets; of five and more modalities the mean of that and of what
 *     contests say, where they tried one. Gaps under 0.03 prove nothing, negative ones speak
 *     against the order
 */
public record CausalOrder(int[] rank, double heldOutNll, double[][] directionGap) {

  /** An order that was not chosen among others. */
  static CausalOrder unsearched(int[] rank) {
    double[][] gaps = new double[rank.length][rank.length];
    for (double[] row : gaps) {
      Arrays.fill(row, Double.NaN);
    }
    return new CausalOrder(rank, Double.NaN, gaps);
  }
}
