package io.headwater.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What an MCC would be without having found the components: a score at the noise level says that
 * nothing was found, one at the rotation level that blocks were found and their axes not.
 *
 * @param noise mean score of codes that know nothing: the estimate with its rows shuffled
 * @param rotationMean mean score of the true latents, rotated at random inside their blocks
 * @param rotation95 95th percentile of the same
 */
public record Chance(double noise, double rotationMean, double rotation95) {
  private static final int SHUFFLES = 20;
  private static final double PERCENTILE = .95;

  /** Of the matching within modalities, then of the global matching. */
  static Chance[] of(LatentBlocks truth, LatentBlocks estimate, Correlation kind, long seed) {
    double[][] rotated = RotationChance.scores(truth, kind, RotationChance.DEFAULT_ROTATIONS, seed);
    double[] noise = noise(truth, estimate, kind, seed);
    Chance[] chance = new Chance[rotated.length];
    for (int c = 0; c < chance.length; c++) {
      Arrays.sort(rotated[c]);
      chance[c] =
          new Chance(
              noise[c],
              Arrays.stream(rotated[c]).average().orElseThrow(),
              rotated[c][(int) Math.ceil(PERCENTILE * rotated[c].length) - 1]);
    }
    return chance;
  }

  /** A score on the scale where the rotation level is 0 and perfection 1; NaN when both are 1. */
  public double corrected(double mcc) {
    return rotationMean < 1 ? (mcc - rotationMean) / (1 - rotationMean) : Double.NaN;
  }

  private static double[] noise(
      LatentBlocks truth, LatentBlocks estimate, Correlation kind, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] noise = new double[2];
    for (int s = 0; s < SHUFFLES; s++) {
      int[] order = permutation(estimate.rows(), random);
      List<double[][]> shuffled = new ArrayList<>();
      for (double[][] block : estimate.values()) {
        shuffled.add(
            Arrays.stream(block)
                .map(series -> Arrays.stream(order).mapToDouble(i -> series[i]).toArray())
                .toArray(double[][]::new));
      }
      double[] means = Mcc.means(truth, new LatentBlocks(estimate.modalities(), shuffled), kind);
      noise[0] += means[0] / SHUFFLES;
      noise[1] += means[1] / SHUFFLES;
    }
    return noise;
  }

  private static int[] permutation(int n, SplittableRandom random) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
