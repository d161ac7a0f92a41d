package io.headwater.estimator.count;

import java.util.Arrays;

/** The leading scores of all modalities, for any rows of a sample. */
final class SummaryScores {
  private final SummarySample sample;
  private final LeadingScores[] scores;

  /**
   * @param most greatest number of scores of each modality
   */
  SummaryScores(SummarySample sample, int[] most) {
    this.sample = sample;
    scores = new LeadingScores[sample.modalities()];
    for (int m = 0; m < scores.length; m++) {
      scores[m] = LeadingScores.of(sample, m, most[m]);
    }
  }

  /** How many there are of a modality. */
  int count(int m) {
    return scores[m].count();
  }

  /** [row][score of the modality]. */
  double[][] own(int m, int[] rows) {
    return scores[m].apply(sample, m, rows);
  }

  /** [row][score of any other modality]; 0, the mean, where one is absent. */
  double[][] others(int m, int[] rows) {
    double[][] others = new double[rows.length][0];
    for (int n = 0; n < scores.length; n++) {
      if (n != m) {
        double[][] other = scores[n].apply(sample, n, rows);
        for (int r = 0; r < rows.length; r++) {
          others[r] = joined(others[r], other[r]);
        }
      }
    }
    return others;
  }

  static double[] joined(double[] first, double[] second) {
    double[] out = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, out, first.length, second.length);
    return out;
  }
}
