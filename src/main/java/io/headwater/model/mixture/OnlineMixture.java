package io.headwater.model.mixture;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.Arrays;

/**
 * Sufficient statistics of a Gaussian mixture that forget: S ← (1 − r) S + r · batch mean, with
 * step sizes r = (t0 + t)^−k that fall to a floor, so that a drift is followed (Cappé and Moulines
 * 2009; methods.md 4.5). S0 is the mass of a component, S1 and S2 the first two moments of the
 * codes it is responsible for, posterior variances included.
 */
public final class OnlineMixture {
  private static final double EXPONENT = 0.7;
  private static final double OFFSET = 20;

  /** About the last 500 batches count. */
  private static final double LEAST_RATE = 2e-3;

  /**
   * Variances lie within this factor of those of all components together: an unbounded one becomes
   * a net for what the others leave (García-Escudero et al. 2008).
   */
  private static final double MOST_RATIO = 8;

  /** A component with less than this share of an equal share of the mass is dead. */
  public static final double DEAD_SHARE = 0.05;

  private final double[] mass;
  private final double[][] first;
  private final double[][] second;
  private long batches;

  public OnlineMixture(int components, int dimensions) {
    mass = new double[components];
    first = new double[components][dimensions];
    second = new double[components][dimensions];
  }

  /** Begins anew at what a mixture makes of these codes. */
  public void restart(GaussianMixture mixture, LatentCodes codes) {
    accumulate(mixture, codes);
    batches = 0;
  }

  /** Replaces the statistics by means over these codes; returns their mean log-density. */
  double accumulate(GaussianMixture mixture, LatentCodes codes) {
    Arrays.fill(mass, 0);
    for (int c = 0; c < mass.length; c++) {
      Arrays.fill(first[c], 0);
      Arrays.fill(second[c], 0);
    }
    return add(mixture, codes, 1);
  }

  /** Step size of a batch, by its number from 1. */
  static double rate(long batch) {
    return Math.max(LEAST_RATE, Math.pow(OFFSET + batch, -EXPONENT));
  }

  /** Takes one batch of codes in. */
  public void observe(GaussianMixture mixture, LatentCodes codes) {
    if (codes.rows() == 0) {
      return;
    }
    batches++;
    double rate = rate(batches);
    for (int c = 0; c < mass.length; c++) {
      mass[c] *= 1 - rate;
      for (int d = 0; d < first[c].length; d++) {
        first[c][d] *= 1 - rate;
        second[c][d] *= 1 - rate;
      }
    }
    add(mixture, codes, rate);
  }

  private double add(GaussianMixture mixture, LatentCodes codes, double rate) {
    double[] responsibility = new double[mass.length];
    double density = 0;
    for (int r = 0; r < codes.rows(); r++) {
      double[] mean = codes.mean()[r];
      double[] variance = codes.variance()[r];
      density += mixture.responsibilities(mean, variance, responsibility);
      for (int c = 0; c < mass.length; c++) {
        double share = rate * responsibility[c] / codes.rows();
        mass[c] += share;
        for (int d = 0; d < mean.length; d++) {
          first[c][d] += share * mean[d];
          second[c][d] += share * (mean[d] * mean[d] + variance[d]);
        }
      }
    }
    return density / codes.rows();
  }

  /** Share of the codes that each component accounts for. */
  public double[] masses() {
    double sum = Arrays.stream(mass).sum();
    return Arrays.stream(mass).map(m -> m / sum).toArray();
  }

  /** Whether each component has next to no mass. */
  public boolean[] dead() {
    double[] share = masses();
    boolean[] dead = new boolean[share.length];
    for (int c = 0; c < dead.length; c++) {
      dead[c] = share[c] < DEAD_SHARE / dead.length;
    }
    return dead;
  }

  /**
   * Means, variances and masses as the statistics have them; those of a dead component stay as in
   * {@code before}, which gives the weights too.
   */
  public GaussianMixture refreshed(GaussianMixture before) {
    boolean[] dead = dead();
    double[][] mean = new double[mass.length][];
    double[][] variance = new double[mass.length][];
    for (int c = 0; c < mass.length; c++) {
      mean[c] = dead[c] ? before.mean()[c] : mean(c);
      variance[c] = dead[c] ? before.variance()[c] : variance(c, mean[c], 0, null);
    }
    bound(variance, pooled(variance));
    return new GaussianMixture(mean, variance, before.logWeight());
  }

  /**
   * A mixture with weights of its own, each component credited with a little of the spread.
   *
   * @param tied whether all components have the same variances
   */
  GaussianMixture mixture(double[] spread, double priorRows, boolean tied) {
    double[] share = masses();
    double[][] mean = new double[mass.length][];
    double[][] variance = new double[mass.length][];
    double[] logWeight = new double[mass.length];
    for (int c = 0; c < mass.length; c++) {
      mean[c] = mean(c);
      variance[c] = variance(c, mean[c], priorRows * 1e-3, spread);
      logWeight[c] = Math.log(Math.max(1e-12, share[c]));
    }
    double[] pooled = pooled(variance);
    if (tied) {
      Arrays.fill(variance, pooled);
    } else {
      bound(variance, pooled);
    }
    return new GaussianMixture(mean, variance, logWeight);
  }

  private double[] pooled(double[][] variance) {
    double[] share = masses();
    double[] pooled = new double[variance[0].length];
    for (int c = 0; c < variance.length; c++) {
      for (int d = 0; d < pooled.length; d++) {
        pooled[d] += share[c] * variance[c][d];
      }
    }
    return pooled;
  }

  private static void bound(double[][] variance, double[] pooled) {
    for (int c = 0; c < variance.length; c++) {
      variance[c] = variance[c].clone();
      for (int d = 0; d < pooled.length; d++) {
        double least = Math.max(GaussianMixture.LEAST_VARIANCE, pooled[d] / MOST_RATIO);
        variance[c][d] = Math.max(least, Math.min(pooled[d] * MOST_RATIO, variance[c][d]));
      }
    }
  }

  private double[] mean(int c) {
    double least = Math.max(1e-12, mass[c]);
    return Arrays.stream(first[c]).map(s -> s / least).toArray();
  }

  private double[] variance(int c, double[] mean, double prior, double[] spread) {
    double[] variance = new double[mean.length];
    for (int d = 0; d < variance.length; d++) {
      double central = Math.max(0, second[c][d] - mass[c] * mean[d] * mean[d]);
      double credited = prior == 0 ? central : central + prior * spread[d];
      double over = Math.max(1e-12, mass[c] + prior);
      variance[d] = Math.max(GaussianMixture.LEAST_VARIANCE, credited / over);
    }
    return variance;
  }

  public void write(StateWriter out) {
    out.writeLong(batches);
    out.writeDoubles(mass);
    for (int c = 0; c < mass.length; c++) {
      out.writeDoubles(first[c]);
      out.writeDoubles(second[c]);
    }
  }

  public void read(StateReader in) {
    batches = in.readLong();
    in.readDoublesInto(mass);
    for (int c = 0; c < mass.length; c++) {
      in.readDoublesInto(first[c]);
      in.readDoublesInto(second[c]);
    }
  }
}
