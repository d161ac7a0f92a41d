package io.headwater.simulate.views;

import io.headwater.model.CounterRandom;
import io.headwater.simulate.OrthonormalLayer;
import io.headwater.simulate.views.ViewsSettings.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Modalities that each contain a subset of the latents, seen through an injective network of its
 * own: three layers with orthonormal rows, leaky ReLUs between them (experiments E1, E2, E4 to E6
 * on partially shared latents). All rows are drawn at once.
 */
public final class Views {
  /** Keeps these draws apart from other uses of the seed. */
  private static final long DRAWS = 2;

  /** Brings tanh of a standard normal to a deviation of 0.8. */
  private static final double CURVE_SCALE = 1.3;

  /** Variance that causes leave to an effect of its own, at least. */
  private static final double LEAST_OWN = 0.1;

  private final ViewsSettings settings;
  private final int[][] sets;
  private final double[][] latents;
  private final float[][][] seen;

  public Views(ViewsSettings settings) {
    this.settings = settings;
    RandomGenerator random = CounterRandom.at(settings.seed(), DRAWS, 0);
    SplittableRandom layers = new SplittableRandom(settings.seed() * 7919 + 13);
    latents = latents(random);
    sets = new int[settings.sets().size()][];
    seen = new float[sets.length][][];
    for (int m = 0; m < sets.length; m++) {
      sets[m] = shuffled(settings.sets().get(m), random);
      seen[m] = seen(m, random, layers);
    }
  }

  public ViewsSettings settings() {
    return settings;
  }

  public int modalities() {
    return sets.length;
  }

  /** Latents that a modality contains, in its own order; not copied. */
  public int[] set(int modality) {
    return sets[modality];
  }

  public int channels(int modality) {
    return settings.tall() * sets[modality].length;
  }

  /** What a modality's channels show in a row; not copied. */
  public float[] seen(int modality, int row) {
    return seen[modality][row];
  }

  /** True latents of a row; not copied. */
  public double[] latents(int row) {
    return latents[row];
  }

  /** The row whose latents a modality shows: the same, unless pairing is shuffled. */
  public int source(int modality, int row) {
    return settings.shuffledPairing()
        ? (row * (2 * modality + 1) + 17 * modality) % settings.samples()
        : row;
  }

  private float[][] seen(int m, RandomGenerator random, SplittableRandom layers) {
    int width = sets[m].length;
    int channels = channels(m);
    int kept = settings.deficient() ? width - 1 : width;
    List<OrthonormalLayer> mixing = new ArrayList<>();
    mixing.add(OrthonormalLayer.draw(layers, kept, channels));
    mixing.add(OrthonormalLayer.draw(layers, channels, channels));
    mixing.add(OrthonormalLayer.draw(layers, channels, channels));
    OrthonormalLayer lost = OrthonormalLayer.draw(layers, kept, width);
    float[][] rows = new float[settings.samples()][channels];
    for (int r = 0; r < rows.length; r++) {
      double[] in = new double[width];
      for (int k = 0; k < width; k++) {
        in[k] = latents[source(m, r)][sets[m][k]];
      }
      double[] out =
          OrthonormalLayer.chain(mixing, settings.deficient() ? projected(lost, in) : in);
      for (int c = 0; c < channels; c++) {
        rows[r][c] = (float) (out[c] + settings.noise() * random.nextGaussian());
      }
    }
    return rows;
  }

  private static double[] projected(OrthonormalLayer lost, double[] in) {
    double[] out = new double[lost.weights().length];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < in.length; j++) {
        out[i] += lost.weights()[i][j] * in[j];
      }
    }
    return out;
  }

  private double[][] latents(RandomGenerator random) {
    double[][] z = new double[settings.samples()][settings.latents()];
    for (double[] row : z) {
      for (int i = 0; i < row.length; i++) {
        double own = settings.law().draw(i, random);
        double caused = 0;
        double variance = 0;
        for (Link link : settings.links()) {
          if (link.effect() == i) {
            caused += link.strength() * CURVE_SCALE * Math.tanh(row[link.cause()]);
            variance += link.strength() * link.strength();
          }
        }
        row[i] = caused + Math.sqrt(Math.max(LEAST_OWN, 1 - variance)) * own;
      }
    }
    return z;
  }

  private static int[] shuffled(List<Integer> set, RandomGenerator random) {
    int[] out = set.stream().mapToInt(Integer::intValue).toArray();
    for (int i = out.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = out[i];
      out[i] = out[j];
      out[j] = kept;
    }
    return out;
  }
}
