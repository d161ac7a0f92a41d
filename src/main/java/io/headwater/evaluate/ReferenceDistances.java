package io.headwater.evaluate;

/**
 * What graphs that know nothing would get as SHD between modalities; an SHD means little unless it
 * is well below all three.
 *
 * @param empty the graph without edges
 * @param full the graph with every possible edge, each in a direction that agrees with the truth:
 *     its most favourable form
 * @param random expected SHD of a graph with as many joined pairs as the estimate, drawn at random
 *     with random directions
 */
public record ReferenceDistances(int empty, int full, double random) {

  /**
   * @param block modality index of each node; only pairs of different modalities count
   */
  static ReferenceDistances of(boolean[][] truth, boolean[][] estimate, int[] block) {
    int pairs = 0;
    int single = 0;
    int mutual = 0;
    int drawn = 0;
    for (int i = 0; i < block.length; i++) {
      for (int j = i + 1; j < block.length; j++) {
        if (block[i] != block[j]) {
          pairs++;
          single += truth[i][j] != truth[j][i] ? 1 : 0;
          mutual += truth[i][j] && truth[j][i] ? 1 : 0;
          drawn += estimate[i][j] || estimate[j][i] ? 1 : 0;
        }
      }
    }
    double density = pairs == 0 ? 0 : (double) drawn / pairs;
    // A drawn pair is right for half of the one-way edges, never for mutual or absent ones.
    // A mutual edge is two edges of which a drawn one has one.
    double random =
        single * (1 - density / 2) + mutual * (2 - density) + (pairs - single - mutual) * density;
    return new ReferenceDistances(single + 2 * mutual, pairs - single, random);
  }
}
