package io.headwater.estimator.partial;

import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityShape;
import io.headwater.model.CounterRandom;
import io.headwater.sensor.ModalityKind;
import io.headwater.simulate.OrthonormalLayer;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Modalities that each see a subset of the latents through an injective network of their own: three
 * layers with orthonormal rows, leaky ReLUs between them (experiments E1, E2, E4 to E6).
 *
 * @param sets per modality, the latents that it sees, in random order
 * @param z [row][latent]
 * @param windows one a row
 * @param shapes of the modalities
 */
record SharedViews(
    int[][] sets, double[][] z, List<AlignedWindow> windows, List<ModalityShape> shapes) {

  /** Laws of the latents' own noise. */
  enum Law {
    GAUSSIAN,
    LAPLACE,
    MIXED
  }

  /** Link {@code effect = strength * curve(cause) + noise}; causes come before effects. */
  record Link(int cause, int effect, double strength) {}

  /** What is drawn. */
  record Plan(
      int[][] sets,
      int tall,
      double noise,
      Law law,
      List<Link> links,
      boolean deficient,
      boolean shuffledPairing) {
    static Plan of(int[][] sets) {
      return new Plan(sets, 2, 0, Law.MIXED, List.of(), false, false);
    }

    Plan withTall(int factor) {
      return new Plan(sets, factor, noise, law, links, deficient, shuffledPairing);
    }

    Plan withNoise(double sd) {
      return new Plan(sets, tall, sd, law, links, deficient, shuffledPairing);
    }

    Plan withLaw(Law value) {
      return new Plan(sets, tall, noise, value, links, deficient, shuffledPairing);
    }

    Plan withLinks(List<Link> value) {
      return new Plan(sets, tall, noise, law, value, deficient, shuffledPairing);
    }

    /** Each modality loses one dimension of what it sees. */
    Plan withoutRank() {
      return new Plan(sets, tall, noise, law, links, true, shuffledPairing);
    }

    Plan withShuffledPairing() {
      return new Plan(sets, tall, noise, law, links, deficient, true);
    }
  }

  static SharedViews draw(long seed, int rows, Plan plan) {
    RandomGenerator random = CounterRandom.at(seed, 2, 0);
    SplittableRandom layers = new SplittableRandom(seed * 7919 + 13);
    int count = Arrays.stream(plan.sets()).flatMapToInt(Arrays::stream).max().orElseThrow() + 1;
    double[][] z = latents(random, rows, count, plan);
    int[][] sets = new int[plan.sets().length][];
    List<List<SampleGrid>> grids = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      grids.add(new ArrayList<>());
    }
    List<ModalityShape> shapes = new ArrayList<>();
    for (int m = 0; m < sets.length; m++) {
      sets[m] = shuffled(plan.sets()[m], random);
      int width = sets[m].length;
      int channels = plan.tall() * width;
      int hidden = plan.deficient() ? width - 1 : width;
      List<OrthonormalLayer> mixing =
          List.of(
              OrthonormalLayer.draw(layers, hidden, channels),
              OrthonormalLayer.draw(layers, channels, channels),
              OrthonormalLayer.draw(layers, channels, channels));
      OrthonormalLayer lost = OrthonormalLayer.draw(layers, hidden, width);
      String name = "m" + m;
      for (int r = 0; r < rows; r++) {
        int source = plan.shuffledPairing() ? (r * (2 * m + 1) + 17 * m) % rows : r;
        double[] in = new double[width];
        for (int k = 0; k < width; k++) {
          in[k] = z[source][sets[m][k]];
        }
        double[] out = OrthonormalLayer.chain(mixing, plan.deficient() ? project(lost, in) : in);
        float[] values = new float[channels];
        for (int c = 0; c < channels; c++) {
          values[c] = (float) (out[c] + plan.noise() * random.nextGaussian());
        }
        byte[] present = new byte[channels];
        Arrays.fill(present, (byte) 1);
        grids.get(r).add(new SampleGrid(name, 1, channels, values, present, 0));
      }
      shapes.add(
          new ModalityShape(
              name, ModalityKind.TABULAR, 1, channels, 0, 0, 0, EncoderKind.MLP, width, 0));
    }
    List<AlignedWindow> windows = new ArrayList<>();
    long length = Duration.ofSeconds(30).toNanos() / 1000;
    for (int r = 0; r < rows; r++) {
      windows.add(
          new AlignedWindow("s" + r % 16, r * length, (r + 1) * length, grids.get(r), List.of()));
    }
    return new SharedViews(sets, z, windows, shapes);
  }

  private static double[] project(OrthonormalLayer lost, double[] in) {
    double[] out = new double[lost.weights().length];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < in.length; j++) {
        out[i] += lost.weights()[i][j] * in[j];
      }
    }
    return out;
  }

  private static double[][] latents(RandomGenerator random, int rows, int count, Plan plan) {
    double[][] z = new double[rows][count];
    for (double[] row : z) {
      for (int i = 0; i < count; i++) {
        boolean laplace = plan.law() == Law.LAPLACE || plan.law() == Law.MIXED && i % 2 == 0;
        double own = laplace ? laplace(random) : random.nextGaussian();
        double caused = 0;
        double variance = 0;
        for (Link link : plan.links()) {
          if (link.effect() == i) {
            caused += link.strength() * 1.3 * Math.tanh(row[link.cause()]);
            variance += link.strength() * link.strength();
          }
        }
        row[i] = caused + Math.sqrt(Math.max(0.1, 1 - variance)) * own;
      }
    }
    return z;
  }

  private static double laplace(RandomGenerator random) {
    double u = random.nextDouble() - 0.5;
    return -Math.signum(u) * Math.log(1 - 2 * Math.abs(u)) / Math.sqrt(2);
  }

  private static int[] shuffled(int[] set, RandomGenerator random) {
    int[] out = set.clone();
    for (int i = out.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = out[i];
      out[i] = out[j];
      out[j] = kept;
    }
    return out;
  }
}
