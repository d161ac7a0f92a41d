package io.headwater.evaluate;

import java.util.Arrays;

/**
 * Autocovariances of a series about the mean of all its rows, over pairs of rows of one run. Each
 * lag is computed once.
 */
final class Autocovariance {
  private final double[] deviation;
  private final Runs runs;
  private double[] known = new double[0];

  Autocovariance(double[] series, Runs runs) {
    if (series.length != runs.rows()) {
      throw new IllegalArgumentException(
          "A series of %d rows does not fit runs of %d rows in all."
              .formatted(series.length, runs.rows()));
    }
    double mean = Arrays.stream(series).average().orElseThrow();
    this.deviation = Arrays.stream(series).map(v -> v - mean).toArray();
    this.runs = runs;
  }

  double variance() {
    return at(0);
  }

  /** Mean product of deviations {@code lag} rows apart; 0 when no run is so long. */
  double at(int lag) {
    if (lag >= known.length) {
      int from = known.length;
      known = Arrays.copyOf(known, lag + 1);
      for (int l = from; l <= lag; l++) {
        known[l] = computed(l);
      }
    }
    return known[lag];
  }

  private double computed(int lag) {
    double sum = 0;
    long pairs = 0;
    for (int r = 0; r < runs.count(); r++) {
      int end = runs.first(r + 1);
      for (int i = runs.first(r); i + lag < end; i++) {
        sum += deviation[i] * deviation[i + lag];
        pairs++;
      }
    }
    return pairs == 0 ? 0 : sum / pairs;
  }
}
