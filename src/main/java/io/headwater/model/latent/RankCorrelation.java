package io.headwater.model.latent;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Spearman's rank correlation: what is left of agreement when scales may be bent monotonically. */
final class RankCorrelation {
  private RankCorrelation() {}

  /** Ranks from 0, centred; equal values get their mean rank. */
  static double[] centredRanks(double[] values) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    double[] ranks = new double[values.length];
    double centre = (values.length - 1) / 2.0;
    for (int start = 0; start < order.length; ) {
      int end = start + 1;
      while (end < order.length && values[order[end]] == values[order[start]]) {
        end++;
      }
      for (int i = start; i < end; i++) {
        ranks[order[i]] = (start + end - 1) / 2.0 - centre;
      }
      start = end;
    }
    return ranks;
  }

  /** Correlation of centred ranks; 0 when one of them is constant. */
  static double of(double[] firstRanks, double[] secondRanks) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < firstRanks.length; i++) {
      product += firstRanks[i] * secondRanks[i];
      first += firstRanks[i] * firstRanks[i];
      second += secondRanks[i] * secondRanks[i];
    }
    double scale = Math.sqrt(first * second);
    return scale > 0 ? product / scale : 0;
  }
}
