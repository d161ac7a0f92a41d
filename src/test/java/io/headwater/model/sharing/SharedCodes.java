package io.headwater.model.sharing;

import io.headwater.model.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * True latents as encoders may show them: each modality has a subset, each component is bent by a
 * bijection of its own, some fall where the latent rises, all are permuted, and noise is added.
 *
 * @param components what a module sees
 * @param latent per modality and component, the latent that it is
 * @param reliability of the components under the noise that was added
 */
record SharedCodes(ComponentRows components, int[][] latent, double[][] reliability) {

  /** A latent's law. */
  enum Law {
    GAUSSIAN,
    LAPLACE,
    MIXED
  }

  /** Link of strength {@code rho} from one latent to another. */
  record Link(int cause, int effect, double rho) {}

  static SharedCodes draw(
      long seed, int rows, int[][] sets, double noise, Law law, List<Link> links) {
    RandomGenerator random = CounterRandom.at(seed, 1, 0);
    int count = Arrays.stream(sets).flatMapToInt(Arrays::stream).max().orElseThrow() + 1;
    double[][] z = latents(random, rows, count, law, links);
    int[] widths = Arrays.stream(sets).mapToInt(s -> s.length).toArray();
    float[][] values = new float[sets.length][];
    int[][] latent = new int[sets.length][];
    double[][] reliability = new double[sets.length][];
    for (int m = 0; m < sets.length; m++) {
      latent[m] = shuffled(sets[m], random);
      reliability[m] = new double[widths[m]];
      Arrays.fill(reliability[m], 1 / (1 + noise * noise));
      values[m] = new float[rows * widths[m]];
      for (int k = 0; k < widths[m]; k++) {
        int bend = random.nextInt(3);
        double sign = random.nextBoolean() ? 1 : -1;
        for (int r = 0; r < rows; r++) {
          double seen = z[latent[m][k]][r] + noise * random.nextGaussian();
          values[m][r * widths[m] + k] = (float) (sign * bent(seen, bend));
        }
      }
    }
    return new SharedCodes(ComponentRows.complete(widths, values), latent, reliability);
  }

  private static double[][] latents(
      RandomGenerator random, int rows, int count, Law law, List<Link> links) {
    double[][] z = new double[count][rows];
    for (int i = 0; i < count; i++) {
      boolean laplace = law == Law.LAPLACE || law == Law.MIXED && i % 2 == 0;
      for (int r = 0; r < rows; r++) {
        z[i][r] = laplace ? laplace(random) : random.nextGaussian();
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

  private static double laplace(RandomGenerator random) {
    double u = random.nextDouble() - 0.5;
    return -Math.signum(u) * Math.log(1 - 2 * Math.abs(u)) / Math.sqrt(2);
  }

  private static double bent(double x, int bend) {
    return switch (bend) {
      case 0 -> x + 0.3 * x * x * x;
      case 1 -> Math.tanh(0.7 * x) + 0.1 * x;
      default -> Math.exp(0.6 * x);
    };
  }

  private static int[] shuffled(int[] set, RandomGenerator random) {
    List<Integer> order = new ArrayList<>(Arrays.stream(set).boxed().toList());
    Collections.shuffle(order, new Random(random.nextLong()));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The membership that is true. */
  Membership truth() {
    List<MatchedPair> pairs = new ArrayList<>();
    for (int m = 0; m < latent.length; m++) {
      for (int n = m + 1; n < latent.length; n++) {
        for (int i = 0; i < latent[m].length; i++) {
          for (int j = 0; j < latent[n].length; j++) {
            if (latent[m][i] == latent[n][j]) {
              pairs.add(new MatchedPair(m, i, n, j, 1, 0, 1, components.rows()));
            }
          }
        }
      }
    }
    return Membership.of(components.widths(), pairs);
  }

  /** What the module decides with its defaults. */
  Membership decided() {
    return SharingStudy.decide(components, reliability, 1, SharingRule.defaults());
  }

  /** Shared pairs of slots of a membership that are none in truth. */
  int falsePairs(Membership decided) {
    int wrong = 0;
    for (Membership.Slot slot : decided.slots()) {
      for (int m = 0; m < latent.length; m++) {
        for (int n = m + 1; n < latent.length; n++) {
          boolean same = slot.in(m) && slot.in(n);
          wrong += same && latent[m][slot.component()[m]] != latent[n][slot.component()[n]] ? 1 : 0;
        }
      }
    }
    return wrong;
  }
}
