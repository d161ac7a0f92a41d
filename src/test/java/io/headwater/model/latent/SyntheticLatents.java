package io.headwater.model.latent;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Latents with known causes. Modalities stand in a hidden random order; each latent of a later
 * modality has one parent in the one before (a random permutation), and from the third on one more
 * two before (another permutation, so that the links form loops).
 *
 * <p>{@code f_i = sum_j a_ij z_j + b_ij tanh(2 (z_j - c_ij))}, standardised; {@code z_i = sqrt(3/4)
 * f_i + 1/2 e_i h_i / rms(h_i)}, {@code h_i = exp(het tanh(sum_j w_ij z_j))}; roots are {@code z_i
 * = e_i}. |a|, |b| ~ U(0.3, 1), |w| ~ U(0.7, 1.3), random signs; c ~ N(0, 0.7^2); e has unit
 * variance.
 */
final class SyntheticLatents {
  private static final int PILOT_ROWS = 20_000;
  private static final double NOISE_SHARE = 0.5;

  /** Law of the generator. */
  record Law(int modalities, int latents, boolean laplace, double het, boolean linear) {
    /** Laplace and heteroscedastic noise, curved mechanisms: components can be found. */
    static Law solvable(int modalities, int latents) {
      return new Law(modalities, latents, true, 0.7, false);
    }

    /** Jointly Gaussian: components cannot be found by anybody. */
    static Law linearGaussian(int latents) {
      return new Law(2, latents, false, 0, true);
    }
  }

  private final Law law;
  private final RandomGenerator random;
  private final int nodes;
  private final int[] rank;
  private final boolean[][] parent; // [child][parent]
  private final double[][] a;
  private final double[][] b;
  private final double[][] c;
  private final double[][] w;
  private final double[] mean;
  private final double[] deviation;
  private final double[] noiseScale;

  SyntheticLatents(Law law, long seed) {
    this(law, seed, false);
  }

  /** The first latent of the first modality in causal order also causes the second. */
  static SyntheticLatents withLinkWithin(Law law, long seed) {
    return new SyntheticLatents(law, seed, true);
  }

  private SyntheticLatents(Law law, long seed, boolean within) {
    this.law = law;
    this.random = new SplittableRandom(seed * 7919 + 13);
    this.nodes = law.modalities() * law.latents();
    int[] order = permutation(law.modalities());
    this.rank = new int[order.length];
    for (int position = 0; position < order.length; position++) {
      rank[order[position]] = position;
    }
    this.parent = links(order);
    parent[order[0] * law.latents() + 1][order[0] * law.latents()] = within;
    this.a = new double[nodes][nodes];
    this.b = new double[nodes][nodes];
    this.c = new double[nodes][nodes];
    this.w = new double[nodes][nodes];
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        a[i][j] = sign() * (0.3 + 0.7 * random.nextDouble());
        b[i][j] = law.linear() ? 0 : sign() * (0.3 + 0.7 * random.nextDouble());
        c[i][j] = 0.7 * random.nextGaussian();
        w[i][j] = sign() * (0.7 + 0.6 * random.nextDouble());
      }
    }
    this.mean = new double[nodes];
    this.deviation = new double[nodes];
    this.noiseScale = new double[nodes];
    standardise();
  }

  int modalities() {
    return law.modalities();
  }

  int latents() {
    return law.latents();
  }

  int[] rank() {
    return rank.clone();
  }

  /** Whether latent j of all is a parent of latent i. */
  boolean isParent(int i, int j) {
    return parent[i][j];
  }

  int edges() {
    return (int)
        Arrays.stream(parent)
            .flatMap(row -> IntStream.range(0, nodes).mapToObj(j -> row[j]))
            .filter(on -> on)
            .count();
  }

  /** (row, latent). */
  double[][] sample(int rows) {
    double[][] z = new double[rows][nodes];
    int[] order = nodesInOrder();
    for (double[] row : z) {
      for (int i : order) {
        row[i] = isRoot(i) ? noise() : value(row, i);
      }
    }
    return z;
  }

  private void standardise() {
    double[][] z = new double[PILOT_ROWS][nodes];
    for (int i : nodesInOrder()) {
      if (isRoot(i)) {
        for (double[] row : z) {
          row[i] = noise();
        }
        continue;
      }
      int node = i;
      double[] signal = Arrays.stream(z).mapToDouble(row -> signal(row, node)).toArray();
      mean[i] = Arrays.stream(signal).average().orElseThrow();
      deviation[i] =
          Math.sqrt(
              Arrays.stream(signal)
                  .map(v -> (v - mean[node]) * (v - mean[node]))
                  .average()
                  .orElseThrow());
      noiseScale[i] =
          Math.sqrt(
              Arrays.stream(z)
                  .mapToDouble(row -> Math.pow(spread(row, node), 2))
                  .average()
                  .orElseThrow());
      for (double[] row : z) {
        row[i] = value(row, i);
      }
    }
  }

  private double value(double[] z, int i) {
    double signal = (signal(z, i) - mean[i]) / deviation[i];
    double noise = noise() * spread(z, i) / noiseScale[i];
    return Math.sqrt(1 - NOISE_SHARE * NOISE_SHARE) * signal + NOISE_SHARE * noise;
  }

  private double signal(double[] z, int i) {
    double sum = 0;
    for (int j = 0; j < nodes; j++) {
      sum += parent[i][j] ? a[i][j] * z[j] + b[i][j] * Math.tanh(2 * (z[j] - c[i][j])) : 0;
    }
    return sum;
  }

  private double spread(double[] z, int i) {
    double sum = 0;
    for (int j = 0; j < nodes; j++) {
      sum += parent[i][j] ? w[i][j] * z[j] : 0;
    }
    return Math.exp(law.het() * Math.tanh(sum));
  }

  private double noise() {
    if (!law.laplace()) {
      return random.nextGaussian();
    }
    double u = random.nextDouble() - 0.5;
    return -Math.signum(u) * Math.log(1 - 2 * Math.abs(u) + 1e-12) / Math.sqrt(2);
  }

  private boolean isRoot(int i) {
    return IntStream.range(0, nodes).noneMatch(j -> parent[i][j]);
  }

  private int[] nodesInOrder() {
    return IntStream.range(0, nodes)
        .boxed()
        .sorted((i, j) -> Integer.compare(rank[i / law.latents()], rank[j / law.latents()]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private boolean[][] links(int[] order) {
    int d = law.latents();
    boolean[][] links = new boolean[nodes][nodes];
    int[][] previous = new int[order.length][];
    for (int p = 1; p < order.length; p++) {
      previous[p] = permutation(d);
      for (int i = 0; i < d; i++) {
        links[order[p] * d + i][order[p - 1] * d + previous[p][i]] = true;
      }
    }
    for (int p = 2; p < order.length && d > 1; p++) {
      int[] jump = derangementOf(previous[p - 1], previous[p]);
      for (int i = 0; i < d; i++) {
        links[order[p] * d + i][order[p - 2] * d + jump[i]] = true;
      }
    }
    return links;
  }

  private int[] derangementOf(int[] outer, int[] inner) {
    while (true) {
      int[] candidate = permutation(inner.length);
      if (IntStream.range(0, inner.length).noneMatch(i -> candidate[i] == outer[inner[i]])) {
        return candidate;
      }
    }
  }

  private int[] permutation(int size) {
    int[] values = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
    return values;
  }

  private int sign() {
    return random.nextBoolean() ? 1 : -1;
  }
}
