package io.headwater.model.sharing;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A monotone map of one component to a standard normal shape: linear between quantiles of a sample.
 * Every monotone bending of a component has the same scores, which is why components that are only
 * known up to a bijection can be compared at all. The map counts as constant in gradients.
 */
final class NormalScores {
  /** Enough that a lognormal component correlates .999 with its own Gaussian form. */
  static final int KNOTS = 33;

  private static final double LEAST_STEP = 1e-6;

  private final double[] knots;
  private final double[] scores;

  private NormalScores(double[] knots, double[] scores) {
    this.knots = knots;
    this.scores = scores;
  }

  /**
   * By the quantiles of a sample.
   *
   * @param sorted at least two finite values, ascending
   */
  static NormalScores of(double[] sorted) {
    int count = Math.min(KNOTS, sorted.length);
    double[] knots = new double[count];
    double[] scores = new double[count];
    NormalDistribution normal = NormalDistribution.of(0, 1);
    for (int k = 0; k < count; k++) {
      int rank = (int) Math.round(k * (sorted.length - 1.0) / (count - 1));
      knots[k] = sorted[rank];
      scores[k] = normal.inverseCumulativeProbability((rank + 0.5) / sorted.length);
      if (k > 0) { // ties, as of a constant component, keep the map finite
        knots[k] = Math.max(knots[k], knots[k - 1] + LEAST_STEP);
      }
    }
    return new NormalScores(knots, scores);
  }

  /** The score of a value; beyond the sample the outermost piece goes on. */
  double score(double value) {
    int piece = piece(value);
    return scores[piece] + slope(piece) * (value - knots[piece]);
  }

  /** Derivative of {@link #score}. */
  double slope(double value) {
    return slope(piece(value));
  }

  private double slope(int piece) {
    return (scores[piece + 1] - scores[piece]) / (knots[piece + 1] - knots[piece]);
  }

  private int piece(double value) {
    int at = Arrays.binarySearch(knots, value);
    int piece = at >= 0 ? at : -at - 2;
    return Math.max(0, Math.min(knots.length - 2, piece));
  }

  /** The value of a score. */
  double value(double score) {
    int at = Arrays.binarySearch(scores, score);
    int piece = Math.max(0, Math.min(scores.length - 2, at >= 0 ? at : -at - 2));
    return knots[piece] + (score - scores[piece]) / slope(piece);
  }

  void write(StateWriter out) {
    out.writeInt(knots.length);
    out.writeDoubles(knots);
    out.writeDoubles(scores);
  }

  static NormalScores read(StateReader in) {
    int count = in.readInt();
    if (count < 2 || count > KNOTS) {
      throw new IllegalArgumentException(
          "A map of normal scores has %d knots, 2 to %d were expected; the state is damaged."
              .formatted(count, KNOTS));
    }
    NormalScores map = new NormalScores(new double[count], new double[count]);
    in.readDoublesInto(map.knots);
    in.readDoublesInto(map.scores);
    return map;
  }
}
