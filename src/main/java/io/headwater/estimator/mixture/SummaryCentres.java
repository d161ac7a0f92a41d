package io.headwater.estimator.mixture;

import io.headwater.estimator.WindowBatch;

/**
 * What is measured in the windows of each component: mean and variance of every entry of every
 * modality's summary, one modality after the other. An entry that a component never has is 0, the
 * running mean.
 *
 * @param mean [component][entry]
 * @param variance same layout, over 0
 * @param rows windows of each component
 */
record SummaryCentres(double[][] mean, double[][] variance, int[] rows) {
  private static final double LEAST_VARIANCE = 1e-3;

  /** Fewer windows than this have no centre. */
  private static final int FEWEST = 3;

  /**
   * @param component of each window
   */
  static SummaryCentres of(WindowBatch batch, int[] component, int components) {
    int entries = 0;
    for (int m = 0; m < batch.modalities(); m++) {
      entries += batch.reading(m, 0).target().length;
    }
    double[][] mean = new double[components][entries];
    double[][] variance = new double[components][entries];
    int[] rows = new int[components];
    for (int c : component) {
      rows[c]++;
    }
    int first = 0;
    for (int m = 0; m < batch.modalities(); m++) {
      int width = batch.reading(m, 0).target().length;
      double[][] known = new double[components][width];
      for (int r = 0; r < component.length; r++) {
        for (int i = 0; i < width; i++) {
          double value = batch.reading(m, r).target()[i];
          known[component[r]][i] += batch.reading(m, r).known()[i];
          mean[component[r]][first + i] += value; // 0 where unknown
          variance[component[r]][first + i] += value * value;
        }
      }
      for (int c = 0; c < components; c++) {
        for (int i = 0; i < width; i++) {
          double count = Math.max(1, known[c][i]);
          mean[c][first + i] /= count;
          double square = mean[c][first + i] * mean[c][first + i];
          variance[c][first + i] =
              Math.max(LEAST_VARIANCE, variance[c][first + i] / count - square);
        }
      }
      first += width;
    }
    return new SummaryCentres(mean, variance, rows);
  }

  /** Dead components, and those with too few windows. */
  boolean[] without(boolean[] dead) {
    boolean[] out = dead.clone();
    for (int c = 0; c < out.length; c++) {
      out[c] |= rows[c] < FEWEST;
    }
    return out;
  }
}
