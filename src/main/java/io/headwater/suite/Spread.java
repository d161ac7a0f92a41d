package io.headwater.suite;

import java.util.Arrays;

/**
 * How a measure spreads over seeds. Seeds to which it does not apply (NaN) do not count.
 *
 * @param count seeds that count
 * @param mean arithmetic mean; NaN without any
 * @param deviation sample standard deviation; NaN with fewer than two
 * @param least smallest
 * @param greatest largest
 */
record Spread(int count, double mean, double deviation, double least, double greatest) {
  static Spread of(double... values) {
    double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    if (known.length == 0) {
      return new Spread(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double mean = Arrays.stream(known).average().orElseThrow();
    double squares = Arrays.stream(known).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = known.length < 2 ? Double.NaN : Math.sqrt(squares / (known.length - 1));
    return new Spread(
        known.length,
        mean,
        deviation,
        Arrays.stream(known).min().orElseThrow(),
        Arrays.stream(known).max().orElseThrow());
  }
}
