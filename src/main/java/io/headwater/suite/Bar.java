package io.headwater.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a row is asked to reach over its seeds.
 *
 * @param measure what is held against the threshold
 * @param over which number of the seeds' measures: mean, least, greatest, or the share of seeds
 *     whose measure is at most {@code within}
 * @param within for {@link Over#SHARE} the greatest measure of a seed that counts; otherwise unused
 * @param threshold what must be reached
 */
record Bar(Measure measure, Over over, double within, double threshold) {

  /** A bar is reached over at least so many seeds. */
  static final int SEEDS_ASKED = 10;

  /** How seeds are taken together, and which side of the threshold is good. */
  enum Over {
    MEAN_AT_LEAST,
    LEAST_AT_LEAST,
    MEAN_AT_MOST,
    GREATEST_AT_MOST,
    SHARE
  }

  static Bar meanAtLeast(Measure measure, double threshold) {
    return new Bar(measure, Over.MEAN_AT_LEAST, Double.NaN, threshold);
  }

  static Bar leastAtLeast(Measure measure, double threshold) {
    return new Bar(measure, Over.LEAST_AT_LEAST, Double.NaN, threshold);
  }

  static Bar meanAtMost(Measure measure, double threshold) {
    return new Bar(measure, Over.MEAN_AT_MOST, Double.NaN, threshold);
  }

  static Bar greatestAtMost(Measure measure, double threshold) {
    return new Bar(measure, Over.GREATEST_AT_MOST, Double.NaN, threshold);
  }

  /** At least a share of the seeds has a measure of at most {@code within}. */
  static Bar share(Measure measure, double within, double threshold) {
    return new Bar(measure, Over.SHARE, within, threshold);
  }

  /** The number that is held against the threshold; NaN when no seed has the measure. */
  double value(List<RunResult> results) {
    double[] values = measure.of(results);
    Spread spread = Spread.of(values);
    return switch (over) {
      case MEAN_AT_LEAST, MEAN_AT_MOST -> spread.mean();
      case LEAST_AT_LEAST -> spread.least();
      case GREATEST_AT_MOST -> spread.greatest();
      case SHARE ->
          spread.count() == 0
              ? Double.NaN
              : (double) Arrays.stream(values).filter(v -> v <= within).count() / spread.count();
    };
  }

  /** Whether the value reaches the threshold; a NaN does not. */
  boolean reached(double value) {
    return switch (over) {
      case MEAN_AT_LEAST, LEAST_AT_LEAST, SHARE -> value >= threshold;
      case MEAN_AT_MOST, GREATEST_AT_MOST -> value <= threshold;
    };
  }

  /** Whether that many seeds may carry a verdict. */
  static boolean enough(int seeds) {
    return seeds >= SEEDS_ASKED;
  }

  /** What a table says of a bar: a few good seeds leave it open, a value that fails does not. */
  static String answer(boolean reached, int seeds) {
    if (!reached) {
      return "**no**";
    }
    return enough(seeds) ? "yes" : "open: %d of %d seeds".formatted(seeds, SEEDS_ASKED);
  }

  /** Such as {@code mean MCC ≥ 0.97} and {@code SHD ≤ 2 in ≥ 0.8 of seeds}. */
  String text() {
    String name = measure.title();
    return switch (over) {
      case MEAN_AT_LEAST -> "mean %s ≥ %s".formatted(name, plain(threshold));
      case LEAST_AT_LEAST -> "least %s ≥ %s".formatted(name, plain(threshold));
      case MEAN_AT_MOST -> "mean %s ≤ %s".formatted(name, plain(threshold));
      case GREATEST_AT_MOST -> "greatest %s ≤ %s".formatted(name, plain(threshold));
      case SHARE -> "%s ≤ %s in ≥ %s of seeds".formatted(name, plain(within), plain(threshold));
    };
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.valueOf((long) number)
        : String.format(Locale.ROOT, "%.2f", number);
  }
}
