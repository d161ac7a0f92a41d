package io.headwater.model.mixture;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;

/**
 * Gaussians over a continuous latent for joint outcomes too many to list: the mean of an outcome is
 * a sum of one effect per node, mu_c = m0 + Σ_l M_l[c_l], and all share one diagonal variance.
 * Arrays are held, not copied.
 *
 * @param origin m0, per dimension
 * @param effect [category][dimension], nodes one after the other; each node's effects average to 0
 * @param variance per dimension, over 0
 */
public record FactorialMixture(
    OutcomeSpace space, double[] origin, double[][] effect, double[] variance) {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  public int dimensions() {
    return origin.length;
  }

  /** Mean of the latent under probabilities of each node's categories. */
  public double[] mean(double[] marginals) {
    double[] mean = origin.clone();
    for (int i = 0; i < effect.length; i++) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += marginals[i] * effect[i][d];
      }
    }
    return mean;
  }

  /**
   * Expected log-density of a Gaussian code when nodes have these categories with these
   * probabilities, independently.
   *
   * @param spread the code's variances
   */
  public double expectedLogDensity(double[] code, double[] spread, double[] marginals) {
    double[] mean = mean(marginals);
    double sum = 0;
    for (int d = 0; d < mean.length; d++) {
      double apart = code[d] - mean[d];
      double squares = apart * apart + spread[d] + scatter(marginals, d);
      sum -= 0.5 * (LOG_TWO_PI + Math.log(variance[d]) + squares / variance[d]);
    }
    return sum;
  }

  /** Variance of the mean along a dimension under these probabilities. */
  private double scatter(double[] marginals, int d) {
    double sum = 0;
    int at = 0;
    for (int l = 0; l < space.nodes(); l++) {
      double first = 0;
      double second = 0;
      for (int k = 0; k < space.categories(l); k++, at++) {
        first += marginals[at] * effect[at][d];
        second += marginals[at] * effect[at][d] * effect[at][d];
      }
      sum += Math.max(0, second - first * first);
    }
    return sum;
  }

  public void write(StateWriter out) {
    out.writeDoubles(origin);
    for (double[] row : effect) {
      out.writeDoubles(row);
    }
    out.writeDoubles(variance);
  }

  public static FactorialMixture read(OutcomeSpace space, int dimensions, StateReader in) {
    FactorialMixture read =
        new FactorialMixture(
            space,
            new double[dimensions],
            new double[space.indicators()][dimensions],
            new double[dimensions]);
    in.readDoublesInto(read.origin);
    for (double[] row : read.effect) {
      in.readDoublesInto(row);
    }
    in.readDoublesInto(read.variance);
    return read;
  }
}
