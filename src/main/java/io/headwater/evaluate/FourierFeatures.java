package io.headwater.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * Random Fourier features of a Gaussian kernel (Rahimi and Recht 2007) over the {@link
 * LogisticScores} of the inputs, beside the scores, the standardised inputs themselves, and a
 * constant. The kernel's width is the median distance. Everything is learned from given rows.
 */
final class FourierFeatures {
  private static final int WAVES = 200;

  /** Enough pairs that the median distance is known to a percent or two. */
  private static final int DISTANCE_PAIRS = 2000;

  private final double[] centre;
  private final double[] scale;
  private final LogisticScores[] scores;
  private final double[][] frequency;
  private final double[] phase;

  /**
   * @param x input × row
   * @param from first row to learn from
   * @param to row after the last
   */
  FourierFeatures(double[][] x, int from, int to, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    centre = new double[x.length];
    scale = new double[x.length];
    scores = new LogisticScores[x.length];
    for (int k = 0; k < x.length; k++) {
      double mean = Arrays.stream(x[k], from, to).average().orElseThrow();
      double variance =
          Arrays.stream(x[k], from, to).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      centre[k] = mean;
      scale[k] = variance > 0 ? 1 / Math.sqrt(variance) : 0;
      scores[k] = new LogisticScores(x[k], from, to);
    }
    double width = medianDistance(x, from, to, random);
    frequency = new double[WAVES][x.length];
    phase = new double[WAVES];
    for (int w = 0; w < WAVES; w++) {
      for (int k = 0; k < x.length; k++) {
        frequency[w][k] = random.nextGaussian() / width;
      }
      phase[w] = random.nextDouble(2 * Math.PI);
    }
  }

  /** Features of some rows: row × feature. */
  DMatrixRMaj of(double[][] x, int from, int to) {
    int inputs = centre.length;
    DMatrixRMaj features = new DMatrixRMaj(to - from, 1 + 2 * inputs + WAVES);
    double amplitude = Math.sqrt(2.0 / WAVES);
    for (int row = from; row < to; row++) {
      int r = row - from;
      double[] score = scores(x, row);
      features.set(r, 0, 1);
      for (int k = 0; k < inputs; k++) {
        features.set(r, 1 + k, (x[k][row] - centre[k]) * scale[k]);
        features.set(r, 1 + inputs + k, score[k]);
      }
      for (int w = 0; w < WAVES; w++) {
        double angle = phase[w];
        for (int k = 0; k < inputs; k++) {
          angle += frequency[w][k] * score[k];
        }
        features.set(r, 1 + 2 * inputs + w, amplitude * Math.cos(angle));
      }
    }
    return features;
  }

  private double[] scores(double[][] x, int row) {
    double[] score = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      score[k] = scores[k].of(x[k][row]);
    }
    return score;
  }

  private double medianDistance(double[][] x, int from, int to, SplittableRandom random) {
    double[] distance = new double[DISTANCE_PAIRS];
    for (int p = 0; p < DISTANCE_PAIRS; p++) {
      double[] a = scores(x, random.nextInt(from, to));
      double[] b = scores(x, random.nextInt(from, to));
      double sum = 0;
      for (int k = 0; k < a.length; k++) {
        sum += (a[k] - b[k]) * (a[k] - b[k]);
      }
      distance[p] = Math.sqrt(sum);
    }
    Arrays.sort(distance);
    double median = distance[DISTANCE_PAIRS / 2];
    return median > 0 ? median : 1;
  }
}
