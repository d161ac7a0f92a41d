package io.headwater.model.mixture;

import io.headwater.model.CounterRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A Gaussian mixture from nothing: k-means++ with several candidates per centre (Arthur and
 * Vassilvitskii 2007) and expectation maximisation, from several starts; the likeliest counts.
 *
 * <p>Starts compete under variances that all components share, and with more components than are
 * wanted; those without a valley between them are then joined until the wanted number is left. Else
 * two components in one large cluster that is not quite Gaussian beat a rare cluster far away.
 */
public final class MixtureSeeding {
  private static final int STARTS = 6;
  private static final int ROUNDS = 60;

  /** Rows per component without which there are no further ones. */
  private static final int FEWEST_EACH = 10;

  /** Candidates per further centre; the one that leaves the least distance is taken. */
  private static final int CANDIDATES = 5;

  /** Nats per row below which another round is not worth it. */
  private static final double CONVERGED = 1e-5;

  /** Rows that a component is credited with beforehand, spread as all rows are. */
  private static final double PRIOR_ROWS = 0.5;

  private final LatentCodes codes;
  private final double[] spread;

  public MixtureSeeding(LatentCodes codes) {
    this.codes = codes;
    spread = spread(codes);
  }

  /** A mixture of so many components. */
  public GaussianMixture fit(int components, long seed) {
    return fit(components, Math.max(2, components / 2), seed);
  }

  /**
   * A mixture of so many components.
   *
   * @param more components at first beyond those wanted, where there are rows enough
   */
  public GaussianMixture fit(int components, int more, long seed) {
    int first = components == 1 ? 1 : components + more;
    GaussianMixture many = likeliest(codes.rows() < FEWEST_EACH * first ? components : first, seed);
    while (many.components() > components) {
      many = new JoinedComponents(many, codes).closest();
    }
    return improve(many, false);
  }

  private GaussianMixture likeliest(int components, long seed) {
    GaussianMixture best = null;
    double bestDensity = Double.NEGATIVE_INFINITY;
    for (int start = 0; start < (components == 1 ? 1 : STARTS); start++) {
      GaussianMixture fitted = improve(centred(components, CounterRandom.at(seed, start, 7)), true);
      double density = fitted.meanLogDensity(codes);
      if (density > bestDensity) {
        best = fitted;
        bestDensity = density;
      }
    }
    return best;
  }

  /** Rounds of expectation maximisation until nothing is gained. */
  public GaussianMixture improve(GaussianMixture from) {
    return improve(from, false);
  }

  private GaussianMixture improve(GaussianMixture from, boolean tied) {
    GaussianMixture mixture = from;
    double before = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      OnlineMixture sums = new OnlineMixture(mixture.components(), mixture.dimensions());
      double density = sums.accumulate(mixture, codes);
      mixture = sums.mixture(spread, PRIOR_ROWS, tied);
      if (density - before < CONVERGED) {
        break;
      }
      before = density;
    }
    return mixture;
  }

  /** Schwarz's criterion of a mixture in nats; the smaller the better. */
  public double criterion(GaussianMixture mixture, double effectiveRows) {
    double parameters = mixture.components() * (2.0 * mixture.dimensions() + 1) - 1;
    return -effectiveRows * mixture.meanLogDensity(codes)
        + 0.5 * Math.log(Math.max(2, effectiveRows)) * parameters;
  }

  private GaussianMixture centred(int components, RandomGenerator random) {
    int rows = codes.rows();
    double[][] mean = new double[components][];
    double[] nearest = new double[rows];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    mean[0] = codes.mean()[random.nextInt(rows)].clone();
    shrink(nearest, mean[0]);
    for (int c = 1; c < components; c++) {
      double[] chosen = null;
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < CANDIDATES; k++) {
        double[] candidate = codes.mean()[drawn(nearest, random)];
        double[] then = nearest.clone();
        shrink(then, candidate);
        double left = Arrays.stream(then).sum();
        if (left < least) {
          least = left;
          chosen = candidate;
        }
      }
      mean[c] = chosen.clone();
      shrink(nearest, chosen);
    }
    double[][] variance = new double[components][codes.dimensions()];
    double perCell = Math.pow(components, -2.0 / codes.dimensions()); // sphere packing
    for (double[] of : variance) {
      for (int d = 0; d < of.length; d++) {
        of[d] = Math.max(GaussianMixture.LEAST_VARIANCE, spread[d] * perCell);
      }
    }
    double[] weight = new double[components];
    Arrays.fill(weight, -Math.log(components));
    return new GaussianMixture(mean, variance, weight);
  }

  /** A row with a chance in proportion to its weight. */
  private static int drawn(double[] weights, RandomGenerator random) {
    double at = random.nextDouble() * Arrays.stream(weights).sum();
    for (int r = 0; r < weights.length; r++) {
      at -= weights[r];
      if (at < 0) {
        return r;
      }
    }
    return weights.length - 1;
  }

  private void shrink(double[] nearest, double[] centre) {
    for (int r = 0; r < nearest.length; r++) {
      double squares = 0;
      for (int d = 0; d < centre.length; d++) {
        double apart = codes.mean()[r][d] - centre[d];
        squares += apart * apart / spread[d];
      }
      nearest[r] = Math.min(nearest[r], squares);
    }
  }

  /** Variance of each dimension over all rows, with a floor. */
  static double[] spread(LatentCodes codes) {
    double[] spread = new double[codes.dimensions()];
    for (int d = 0; d < spread.length; d++) {
      double sum = 0;
      double squares = 0;
      for (double[] row : codes.mean()) {
        sum += row[d];
        squares += row[d] * row[d];
      }
      double mean = sum / codes.rows();
      spread[d] = Math.max(GaussianMixture.LEAST_VARIANCE, squares / codes.rows() - mean * mean);
    }
    return spread;
  }
}
