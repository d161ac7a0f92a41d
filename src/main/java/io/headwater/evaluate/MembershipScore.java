package io.headwater.evaluate;

import io.headwater.graph.Assignment;
import java.util.Random;

/**
 * How well it was found which modalities contain which latent. Found latents are assigned to true
 * ones one to one by the strength of their relation; then pairs count: a latent in two modalities.
 * A latent of one modality alone is in no pair, so that finding nothing scores 0.
 *
 * @param f1 harmonic mean of precision and recall over pairs; 1 when there are none and none is
 *     found
 * @param exact whether every latent has exactly its modalities
 * @param falsePairs pairs found that are none
 * @param missedPairs pairs not found
 * @param chance mean F1 of the same memberships assigned at random
 */
public record MembershipScore(
    double f1, boolean exact, int falsePairs, int missedPairs, double chance) {
  private static final int DRAWS = 200;

  /**
   * @param found [found latent][modality]
   * @param truth [true latent][modality]
   * @param strength (found, true), 0 to 1, such as absolute rank correlations
   * @param seed of the draws for the chance level
   */
  public static MembershipScore of(
      boolean[][] found, boolean[][] truth, double[][] strength, long seed) {
    int[] assigned = Assignment.strongest(strength);
    int[] pairs = pairs(found, truth, assigned);
    double chance = 0;
    Random random = new Random(seed);
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] shuffled = assigned.clone();
      for (int i = shuffled.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = shuffled[i];
        shuffled[i] = shuffled[j];
        shuffled[j] = kept;
      }
      chance += f1(pairs(found, truth, shuffled)) / DRAWS;
    }
    boolean exact = found.length == truth.length && pairs[1] == 0 && pairs[2] == 0;
    for (int s = 0; exact && s < found.length; s++) {
      exact = java.util.Arrays.equals(found[s], truth[assigned[s]]);
    }
    return new MembershipScore(f1(pairs), exact, pairs[1], pairs[2], chance);
  }

  /** [hits, false, missed]. */
  private static int[] pairs(boolean[][] found, boolean[][] truth, int[] assigned) {
    int[] counts = new int[3];
    boolean[] met = new boolean[truth.length];
    for (int s = 0; s < found.length; s++) {
      boolean[] none = new boolean[found[s].length];
      boolean[] own = assigned[s] == Assignment.NONE ? none : truth[assigned[s]];
      if (assigned[s] != Assignment.NONE) {
        met[assigned[s]] = true;
      }
      count(found[s], own, counts);
    }
    for (int l = 0; l < truth.length; l++) {
      if (!met[l]) {
        count(new boolean[truth[l].length], truth[l], counts);
      }
    }
    return counts;
  }

  private static void count(boolean[] found, boolean[] truth, int[] counts) {
    for (int m = 0; m < found.length; m++) {
      for (int n = m + 1; n < found.length; n++) {
        boolean is = truth[m] && truth[n];
        boolean said = found[m] && found[n];
        counts[0] += is && said ? 1 : 0;
        counts[1] += said && !is ? 1 : 0;
        counts[2] += is && !said ? 1 : 0;
      }
    }
  }

  private static double f1(int[] pairs) {
    int all = 2 * pairs[0] + pairs[1] + pairs[2];
    return all == 0 ? 1 : 2.0 * pairs[0] / all;
  }
}
