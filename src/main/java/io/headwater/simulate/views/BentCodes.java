package io.headwater.simulate.views;

import io.headwater.model.CounterRandom;
import io.headwater.simulate.views.ViewsSettings.Law;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * True latents as perfect encoders may show them: each modality has a subset, each component is
 * bent by a bijection of its own, some fall where the latent rises, all are permuted, and noise is
 * added.
 *
 * @param values per modality (row, component)
 * @param latent per modality and component, the latent that it is
 * @param rows number of rows
 * @param noise deviation that was added, in deviations of a latent
 */
public record BentCodes(float[][] values, int[][] latent, int rows, double noise) {

  /** Linear link from one latent to another, with that correlation. */
  public record Link(int cause, int effect, double rho) {}

  public static BentCodes draw(
      long seed, int rows, List<List<Integer>> sets, double noise, Law law, List<Link> links) {
    RandomGenerator random = CounterRandom.at(seed, 1, 0);
    int count = 1 + sets.stream().flatMap(List::stream).mapToInt(Integer::intValue).max().orElse(0);
    double[][] z = latents(random, rows, count, law, links);
    float[][] values = new float[sets.size()][];
    int[][] latent = new int[sets.size()][];
    for (int m = 0; m < values.length; m++) {
      latent[m] = shuffled(sets.get(m), random);
      int width = latent[m].length;
      values[m] = new float[rows * width];
      for (int k = 0; k < width; k++) {
        int bend = random.nextInt(3);
        double sign = random.nextBoolean() ? 1 : -1;
        for (int r = 0; r < rows; r++) {
          double seen = z[latent[m][k]][r] + noise * random.nextGaussian();
          values[m][r * width + k] = (float) (sign * bent(seen, bend));
        }
      }
    }
    return new BentCodes(values, latent, rows, noise);
  }

  /** Number of components of each modality. */
  public int[] widths() {
    return Arrays.stream(latent).mapToInt(own -> own.length).toArray();
  }

  /** Squared correlation of each component, before it was bent, with its latent. */
  public double[][] reliability() {
    double each = 1 / (1 + noise * noise);
    return Arrays.stream(latent)
        .map(own -> Arrays.stream(own).mapToDouble(k -> each).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] latents(
      RandomGenerator random, int rows, int count, Law law, List<Link> links) {
    double[][] z = new double[count][rows];
    for (int i = 0; i < count; i++) {
      for (int r = 0; r < rows; r++) {
        z[i][r] = law.draw(i, random);
      }
    }
    for (Link link : links) {
      double own = Math.sqrt(1 - link.rho() * link.rho());
      for (int r = 0; r < rows; r++) {
        z[link.effect()][r] = link.rho() * z[link.cause()][r] + own * z[link.effect()][r];
      }
    }
    return z;
  }

  private static double bent(double x, int bend) {
    return switch (bend) {
      case 0 -> x + 0.3 * x * x * x;
      case 1 -> Math.tanh(0.7 * x) + 0.1 * x;
      default -> Math.exp(0.6 * x);
    };
  }

  private static int[] shuffled(List<Integer> set, RandomGenerator random) {
    List<Integer> order = new ArrayList<>(set);
    Collections.shuffle(order, new Random(random.nextLong()));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }
}
