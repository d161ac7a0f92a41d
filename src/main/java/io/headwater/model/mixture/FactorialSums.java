package io.headwater.model.mixture;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;

/**
 * Sufficient statistics of a factorial mixture that forget as {@link OnlineMixture} does: moments
 * of the categories' indicators (with a constant) and of the codes. Means and effects are the
 * regression of codes on indicators (the M step of Ghahramani 1995), so nothing has the size of the
 * list of outcomes.
 */
public final class FactorialSums {
  /** Share of a row that each category is credited with, at the overall mean. */
  private static final double RIDGE = 1e-4;

  private final OutcomeSpace space;
  private final double[][] second; // (category, category), the constant last
  private final double[][] cross; // (category, dimension)
  private final double[] square; // per dimension
  private long batches;

  public FactorialSums(OutcomeSpace space, int dimensions) {
    this.space = space;
    int width = space.indicators() + 1;
    second = new double[width][width];
    cross = new double[width][dimensions];
    square = new double[dimensions];
  }

  /**
   * Begins anew.
   *
   * @param marginals per row the probability of each category
   */
  public void restart(double[][] marginals, LatentCodes codes) {
    forget(1);
    batches = 0;
    add(marginals, codes, 1);
  }

  /** Takes one batch in. */
  public void observe(double[][] marginals, LatentCodes codes) {
    if (codes.rows() == 0) {
      return;
    }
    batches++;
    double rate = OnlineMixture.rate(batches);
    forget(rate);
    add(marginals, codes, rate);
  }

  private void forget(double rate) {
    for (int i = 0; i < second.length; i++) {
      for (int j = 0; j < second.length; j++) {
        second[i][j] *= 1 - rate;
      }
      for (int d = 0; d < square.length; d++) {
        cross[i][d] *= 1 - rate;
      }
    }
    for (int d = 0; d < square.length; d++) {
      square[d] *= 1 - rate;
    }
  }

  private void add(double[][] marginals, LatentCodes codes, double rate) {
    int last = second.length - 1;
    for (int r = 0; r < codes.rows(); r++) {
      double[] h = Arrays.copyOf(marginals[r], last + 1);
      h[last] = 1;
      double share = rate / codes.rows();
      for (int i = 0; i <= last; i++) {
        if (h[i] == 0) {
          continue;
        }
        for (int j = 0; j <= last; j++) {
          second[i][j] += share * h[i] * h[j];
        }
        for (int d = 0; d < square.length; d++) {
          cross[i][d] += share * h[i] * codes.mean()[r][d];
        }
      }
      within(h, share);
      for (int d = 0; d < square.length; d++) {
        double z = codes.mean()[r][d];
        square[d] += share * (z * z + codes.variance()[r][d]);
      }
    }
  }

  /** A node has one category at a time: the second moment of its indicators is diagonal. */
  private void within(double[] h, double share) {
    for (int l = 0; l < space.nodes(); l++) {
      int from = space.offset(l);
      for (int a = from; a < from + space.categories(l); a++) {
        for (int b = from; b < from + space.categories(l); b++) {
          second[a][b] += share * ((a == b ? h[a] : 0) - h[a] * h[b]);
        }
      }
    }
  }

  /** Share of rows in each category, nodes one after the other. */
  public double[] masses() {
    int last = second.length - 1;
    double[] out = new double[last];
    for (int i = 0; i < last; i++) {
      out[i] = second[i][last] / second[last][last];
    }
    return out;
  }

  /** Categories with next to no rows, nodes one after the other. */
  public boolean[] dead() {
    double[] masses = masses();
    boolean[] dead = new boolean[masses.length];
    for (int l = 0; l < space.nodes(); l++) {
      for (int k = 0; k < space.categories(l); k++) {
        int at = space.offset(l) + k;
        dead[at] = masses[at] < OnlineMixture.DEAD_SHARE / space.categories(l);
      }
    }
    return dead;
  }

  /** Means, effects and variances as the statistics have them. */
  public FactorialMixture mixture() {
    int last = second.length - 1;
    double rows = second[last][last];
    SimpleMatrix gram = new SimpleMatrix(second);
    for (int i = 0; i < last; i++) {
      gram.set(i, i, gram.get(i, i) + RIDGE * rows);
    }
    SimpleMatrix solved = gram.solve(new SimpleMatrix(cross));
    double[] masses = masses();
    double[] origin = new double[square.length];
    double[][] effect = new double[last][square.length];
    for (int d = 0; d < square.length; d++) {
      origin[d] = solved.get(last, d);
      for (int l = 0; l < space.nodes(); l++) {
        double mean = 0;
        int from = space.offset(l);
        for (int i = from; i < from + space.categories(l); i++) {
          mean += masses[i] * solved.get(i, d);
        }
        for (int i = from; i < from + space.categories(l); i++) {
          effect[i][d] = solved.get(i, d) - mean;
        }
        origin[d] += mean;
      }
    }
    return new FactorialMixture(space, origin, effect, variance(solved, rows));
  }

  private double[] variance(SimpleMatrix solved, double rows) {
    double[] variance = new double[square.length];
    for (int d = 0; d < variance.length; d++) {
      double left = square[d];
      for (int i = 0; i < second.length; i++) {
        left -= 2 * solved.get(i, d) * cross[i][d];
        for (int j = 0; j < second.length; j++) {
          left += solved.get(i, d) * second[i][j] * solved.get(j, d);
        }
      }
      variance[d] = Math.max(GaussianMixture.LEAST_VARIANCE, left / rows);
    }
    return variance;
  }

  public void write(StateWriter out) {
    out.writeLong(batches);
    for (int i = 0; i < second.length; i++) {
      out.writeDoubles(second[i]);
      out.writeDoubles(cross[i]);
    }
    out.writeDoubles(square);
  }

  public void read(StateReader in) {
    batches = in.readLong();
    for (int i = 0; i < second.length; i++) {
      in.readDoublesInto(second[i]);
      in.readDoublesInto(cross[i]);
    }
    in.readDoublesInto(square);
  }
}
