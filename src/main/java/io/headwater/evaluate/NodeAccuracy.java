package io.headwater.evaluate;

import io.headwater.graph.Assignment;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How often estimated categories of nodes are the true ones, where neither nodes nor categories
 * have names: both are matched so that most rows agree (Hungarian method). Over the same rows, so
 * what few categories in many nodes reach by chance stands beside it.
 *
 * @param node per true node, its estimated one
 * @param accuracy per true node, 0 to 1
 * @param chance mean accuracy over nodes when the true joint outcomes are found but split into
 *     nodes at random: what perfect clusters without causes reach
 * @param majority mean accuracy over nodes of always answering the most frequent category
 */
public record NodeAccuracy(int[] node, double[] accuracy, double chance, double majority) {
  private static final int DRAWS = 200;

  /**
   * @param truth [node][row], categories from 0
   * @param estimated same layout; as many nodes
   * @param categories number of categories of each true node
   */
  public static NodeAccuracy of(int[][] truth, int[][] estimated, int[] categories) {
    int[] node = new int[truth.length];
    double[] accuracy = matched(truth, estimated, categories, node);
    double majority = 0;
    for (int l = 0; l < truth.length; l++) {
      int[] count = new int[categories[l]];
      Arrays.stream(truth[l]).forEach(k -> count[k]++);
      majority += Arrays.stream(count).max().orElse(0) / (double) truth[l].length / truth.length;
    }
    return new NodeAccuracy(node, accuracy, chance(truth, categories), majority);
  }

  public double mean() {
    return Arrays.stream(accuracy).average().orElse(Double.NaN);
  }

  public double least() {
    return Arrays.stream(accuracy).min().orElse(Double.NaN);
  }

  private static double[] matched(
      int[][] truth, int[][] estimated, int[] categories, int[] assigned) {
    double[][] agreement = new double[truth.length][estimated.length];
    for (int a = 0; a < truth.length; a++) {
      for (int b = 0; b < estimated.length; b++) {
        agreement[a][b] = agreement(truth[a], estimated[b], categories[a]);
      }
    }
    int[] best = Assignment.strongest(agreement);
    double[] accuracy = new double[truth.length];
    for (int a = 0; a < truth.length; a++) {
      assigned[a] = best[a];
      accuracy[a] = best[a] == Assignment.NONE ? 0 : agreement[a][best[a]];
    }
    return accuracy;
  }

  /** Share of rows that agree under the best names of categories. */
  private static double agreement(int[] truth, int[] estimated, int categories) {
    int most = Math.max(categories, Arrays.stream(estimated).max().orElse(0) + 1);
    int[][] count = new int[most][most];
    double[][] share = new double[most][most];
    for (int r = 0; r < truth.length; r++) {
      count[estimated[r]][truth[r]]++;
      share[estimated[r]][truth[r]] += 1.0 / truth.length;
    }
    int[] name = Assignment.strongest(share);
    int agreeing = 0;
    for (int k = 0; k < most; k++) {
      agreeing += count[k][name[k]];
    }
    return (double) agreeing / truth.length;
  }

  private static double chance(int[][] truth, int[] categories) {
    int outcomes = Arrays.stream(categories).reduce(1, (a, b) -> a * b);
    SplittableRandom random = new SplittableRandom(1);
    double sum = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] name = new int[outcomes];
      for (int i = 0; i < outcomes; i++) { // inside-out shuffle
        int j = random.nextInt(i + 1);
        name[i] = name[j];
        name[j] = i;
      }
      int[][] renamed = new int[truth.length][truth[0].length];
      for (int r = 0; r < truth[0].length; r++) {
        int outcome = 0;
        for (int l = 0; l < truth.length; l++) {
          outcome = outcome * categories[l] + truth[l][r];
        }
        int other = name[outcome];
        for (int l = truth.length - 1; l >= 0; l--) {
          renamed[l][r] = other % categories[l];
          other /= categories[l];
        }
      }
      double[] accuracy = matched(truth, renamed, categories, new int[truth.length]);
      sum += Arrays.stream(accuracy).average().orElse(0) / DRAWS;
    }
    return sum;
  }
}
