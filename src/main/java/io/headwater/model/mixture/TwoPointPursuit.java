package io.headwater.model.mixture;

import io.headwater.model.CounterRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.simple.SimpleMatrix;

/**
 * Directions in which rows have two values. Where the mean of rows is a sum of effects of discrete
 * nodes, a direction blind to all effects but one shows one category against the others, two values
 * and nothing between, whatever the nodes have to do with each other; a direction that mixes nodes
 * shows more. (So binary signals are told apart in digital communication, van der Veen 1997.
 * Independent component analysis would need independent nodes, and a graph makes them dependent.)
 *
 * <p>In whitened rows the share of variance between the halves of a cut is greatest along the
 * difference of their means; cut and direction are improved in turn, from many starts. Each
 * direction is sought from what those before leave unexplained, and counts only where those do not
 * tell its cut.
 */
final class TwoPointPursuit {
  private static final int STARTS = 16;

  /** Times that all cuts are sought again, each from what the others leave. */
  private static final int SWEEPS = 2;

  private static final int MOST_ROUNDS = 60;

  /** A cut of which the others explain more than this share is no news. */
  private static final double MOST_EXPLAINED = 0.9;

  /** A half smaller than this share of rows is an outlier. */
  private static final double LEAST_HALF = 0.02;

  private final double[][] white;
  private final RandomGenerator random;

  /**
   * @param white [row][dimension], mean 0, covariance identity
   */
  TwoPointPursuit(double[][] white, long seed) {
    this.white = white;
    random = CounterRandom.at(seed, 0, 13);
  }

  /**
   * A cut of the rows.
   *
   * @param upper per row, whether it lies beyond the cut
   * @param between share of the variance along the direction that lies between the halves; 0.64
   *     where rows are Gaussian, 1 where they have two values
   */
  record Cut(boolean[] upper, double between) {}

  /** So many cuts that do not tell each other, or fewer. */
  List<Cut> cuts(int wanted) {
    List<Cut> found = new ArrayList<>();
    for (int sweep = 0; sweep <= SWEEPS; sweep++) {
      while (found.size() < wanted) {
        Cut next = next(found);
        if (next == null) {
          break;
        }
        found.add(next);
      }
      found.sort(Comparator.comparingDouble(c -> -c.between));
      if (sweep < SWEEPS) {
        improve(found);
      }
    }
    return found;
  }

  /** Seeks each cut again from what all others leave, the worst first. */
  private void improve(List<Cut> found) {
    for (int i = found.size() - 1; i >= 0; i--) {
      List<Cut> others = new ArrayList<>(found);
      Cut own = others.remove(i);
      Cut again = next(others);
      if (again != null && again.between > own.between) {
        found.set(i, again);
      }
    }
  }

  /** The best of many starts that those before do not tell. */
  private Cut next(List<Cut> before) {
    SimpleMatrix solver = before.isEmpty() ? null : gram(before).invert();
    SimpleMatrix slope = before.isEmpty() ? null : solver.mult(cross(before));
    double[][] left = unexplained(before, slope);
    List<double[]> blind = basis(slope);
    Cut best = null;
    for (int start = 0; start < STARTS; start++) {
      double[] one = left[random.nextInt(left.length)];
      double[] other = left[random.nextInt(left.length)];
      double[] direction = new double[one.length];
      for (int d = 0; d < direction.length; d++) {
        direction[d] = one[d] - other[d];
      }
      if (start % 2 == 1) { // sees nothing of the cuts before, however they hang together
        blind.forEach(axis -> remove(axis, direction));
      }
      Cut cut = climb(direction);
      if (cut != null
          && (best == null || cut.between > best.between)
          && explained(cut, before, solver) < MOST_EXPLAINED) {
        best = cut;
      }
    }
    return best;
  }

  /** An orthonormal basis of the effects of cuts. */
  private static List<double[]> basis(SimpleMatrix slope) {
    List<double[]> basis = new ArrayList<>();
    for (int i = 0; slope != null && i + 1 < slope.getNumRows(); i++) {
      double[] axis = slope.getRow(i).toArray2()[0];
      double whole = dot(axis, axis);
      basis.forEach(b -> remove(b, axis));
      double rest = dot(axis, axis);
      if (rest > 1e-6 * whole) {
        for (int d = 0; d < axis.length; d++) {
          axis[d] /= Math.sqrt(rest);
        }
        basis.add(axis);
      }
    }
    return basis;
  }

  private static void remove(double[] axis, double[] from) {
    double along = dot(axis, from);
    for (int d = 0; d < from.length; d++) {
      from[d] -= along * axis[d];
    }
  }

  /** Cut and direction in turn until the cut stays; null where it leaves next to nothing. */
  private Cut climb(double[] start) {
    double[] direction = start;
    double threshold = 0;
    boolean[] upper = new boolean[white.length];
    double between = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean same = round > 0;
      int count = 0;
      double[] mean = new double[direction.length];
      for (int r = 0; r < white.length; r++) {
        boolean beyond = dot(direction, white[r]) > threshold;
        same &= upper[r] == beyond;
        upper[r] = beyond;
        if (beyond) {
          count++;
          for (int d = 0; d < mean.length; d++) {
            mean[d] += white[r][d];
          }
        }
      }
      double share = (double) count / white.length;
      if (share < LEAST_HALF || share > 1 - LEAST_HALF) {
        return null;
      }
      if (same) {
        return new Cut(upper, between);
      }
      // All rows have mean 0, so the lower half's mean follows from the upper's.
      double length = 0;
      for (int d = 0; d < mean.length; d++) {
        mean[d] /= count;
        length += mean[d] * mean[d];
      }
      between = length * share / (1 - share);
      direction = mean;
      threshold = 0.5 * length * (1 - share / (1 - share));
    }
    return new Cut(upper, between);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  /** Products of cuts, and the constant, with the rows. */
  private SimpleMatrix cross(List<Cut> cuts) {
    double[][] cross = new double[cuts.size() + 1][white[0].length];
    for (int r = 0; r < white.length; r++) {
      for (int i = 0; i <= cuts.size(); i++) {
        for (int d = 0; on(cuts, i, r) && d < white[r].length; d++) {
          cross[i][d] += white[r][d];
        }
      }
    }
    return new SimpleMatrix(cross);
  }

  /** What the cuts leave of the rows, by regression. */
  private double[][] unexplained(List<Cut> cuts, SimpleMatrix slope) {
    if (cuts.isEmpty()) {
      return white;
    }
    double[][] slopes = slope.toArray2();
    double[][] left = new double[white.length][];
    for (int r = 0; r < left.length; r++) {
      left[r] = white[r].clone();
      for (int i = 0; i <= cuts.size(); i++) {
        for (int d = 0; on(cuts, i, r) && d < left[r].length; d++) {
          left[r][d] -= slopes[i][d];
        }
      }
    }
    return left;
  }

  private SimpleMatrix gram(List<Cut> cuts) {
    double[][] gram = new double[cuts.size() + 1][cuts.size() + 1];
    for (int r = 0; r < white.length; r++) {
      for (int i = 0; i <= cuts.size(); i++) {
        for (int j = 0; on(cuts, i, r) && j <= cuts.size(); j++) {
          gram[i][j] += on(cuts, j, r) ? 1 : 0;
        }
      }
    }
    for (int i = 0; i < cuts.size(); i++) {
      gram[i][i] += 1e-6 * white.length;
    }
    return new SimpleMatrix(gram);
  }

  /** The last is the constant. */
  private static boolean on(List<Cut> cuts, int i, int row) {
    return i == cuts.size() || cuts.get(i).upper[row];
  }

  /** Share of a cut's variance that cuts before it explain. */
  private double explained(Cut cut, List<Cut> before, SimpleMatrix inverse) {
    if (before.isEmpty()) {
      return 0;
    }
    SimpleMatrix cross = new SimpleMatrix(before.size() + 1, 1);
    int count = 0;
    for (int r = 0; r < white.length; r++) {
      if (cut.upper[r]) {
        count++;
        for (int i = 0; i <= before.size(); i++) {
          cross.set(i, cross.get(i) + (on(before, i, r) ? 1 : 0));
        }
      }
    }
    double squares = cross.transpose().mult(inverse).mult(cross).get(0);
    double mean = (double) count / white.length;
    double total = count - count * mean;
    return (squares - count * mean) / total;
  }
}
