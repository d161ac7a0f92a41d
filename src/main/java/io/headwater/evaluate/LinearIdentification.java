package io.headwater.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * How much of true latents a straight line reads off estimated ones: the score of what is found up
 * to an affine map, such as latents on a sphere (Liu et al. 2024, theorem 4.1). Rotations of the
 * truth leave it at 1, so it says nothing of components.
 *
 * @param modality name
 * @param rSquared mean over true latents, on held-out rows; 1 is perfect, 0 or less is nothing
 * @param componentRSquared of each true latent
 * @param chance the same mean where the rows of the estimate are shuffled
 */
public record LinearIdentification(
    String modality, double rSquared, double[] componentRSquared, double chance) {
  /** Ridge per row: for the numbers' sake only. */
  private static final double RIDGE = 1e-9;

  /** Each half needs some rows more than coefficients. */
  private static final int FEWEST_ROWS = 16;

  /**
   * Fitted on the first half of the rows, scored on the second.
   *
   * @param truth of one modality, latent × row
   * @param estimate of the same, component × row
   * @param seed of the shuffling
   * @throws IllegalArgumentException with too few rows
   */
  public static LinearIdentification of(
      String modality, double[][] truth, double[][] estimate, long seed) {
    int rows = truth[0].length;
    if (rows < FEWEST_ROWS || rows / 2 <= estimate.length) {
      throw new IllegalArgumentException(
          "A line from %d components needs more than %d rows; got %d."
              .formatted(estimate.length, Math.max(FEWEST_ROWS, 2 * estimate.length), rows));
    }
    double[] each = scores(truth, estimate);
    double shuffled = mean(scores(truth, shuffled(estimate, seed)));
    return new LinearIdentification(modality, mean(each), each, shuffled);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double[][] shuffled(double[][] estimate, long seed) {
    int rows = estimate[0].length;
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[rows];
    for (int r = 0; r < rows; r++) {
      int other = random.nextInt(r + 1);
      order[r] = order[other];
      order[other] = r;
    }
    double[][] out = new double[estimate.length][rows];
    for (int k = 0; k < out.length; k++) {
      for (int r = 0; r < rows; r++) {
        out[k][r] = estimate[k][order[r]];
      }
    }
    return out;
  }

  private static double[] scores(double[][] truth, double[][] estimate) {
    int rows = truth[0].length;
    int half = rows / 2;
    int width = estimate.length + 1;
    DMatrixRMaj gram = new DMatrixRMaj(width, width);
    DMatrixRMaj cross = new DMatrixRMaj(width, truth.length);
    for (int r = 0; r < half; r++) {
      for (int i = 0; i < width; i++) {
        double x = input(estimate, i, r);
        for (int j = 0; j < width; j++) {
          gram.add(i, j, x * input(estimate, j, r));
        }
        for (int t = 0; t < truth.length; t++) {
          cross.add(i, t, x * truth[t][r]);
        }
      }
    }
    DMatrixRMaj weights = NormalEquations.solved(gram, cross, RIDGE * half, width - 1);
    double[] scores = new double[truth.length];
    for (int t = 0; t < truth.length; t++) {
      double mean = mean(Arrays.copyOfRange(truth[t], half, rows));
      double residual = 0;
      double total = 0;
      for (int r = half; r < rows; r++) {
        double predicted = 0;
        for (int i = 0; i < width; i++) {
          predicted += weights.get(i, t) * input(estimate, i, r);
        }
        residual += (truth[t][r] - predicted) * (truth[t][r] - predicted);
        total += (truth[t][r] - mean) * (truth[t][r] - mean);
      }
      scores[t] = total > 0 ? 1 - residual / total : 0;
    }
    return scores;
  }

  /** Components, then a constant. */
  private static double input(double[][] estimate, int i, int row) {
    return i < estimate.length ? estimate[i][row] : 1;
  }
}
