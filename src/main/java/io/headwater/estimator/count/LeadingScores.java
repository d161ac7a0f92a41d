package io.headwater.estimator.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * The leading principal components of one modality's summaries, each scaled to variance 1.
 *
 * @param centre mean of each summary entry
 * @param directions component × summary entry
 */
record LeadingScores(double[] centre, double[][] directions) {
  /** Components of less than this share of the greatest variance are rounding or noise. */
  private static final double LEAST_SHARE = 1e-3;

  /** Of the rows that have the modality. */
  static LeadingScores of(SummarySample sample, int m, int most) {
    int d = sample.width(m);
    float[] values = sample.values()[m];
    double[] centre = new double[d];
    int count = 0;
    for (int r = 0; r < sample.rows(); r++) {
      count += sample.present()[m][r];
      for (int i = 0; sample.present()[m][r] > 0 && i < d; i++) {
        centre[i] += values[r * d + i];
      }
    }
    for (int i = 0; i < d; i++) {
      centre[i] /= Math.max(1, count);
    }
    SimpleMatrix covariance = new SimpleMatrix(d, d);
    double[] row = new double[d];
    for (int r = 0; r < sample.rows(); r++) {
      if (sample.present()[m][r] == 0) {
        continue;
      }
      for (int i = 0; i < d; i++) {
        row[i] = values[r * d + i] - centre[i];
        for (int j = 0; j <= i; j++) {
          double sum = covariance.get(i, j) + row[i] * row[j] / count;
          covariance.set(i, j, sum);
          covariance.set(j, i, sum);
        }
      }
    }
    return new LeadingScores(centre, directions(covariance, most));
  }

  private static double[][] directions(SimpleMatrix covariance, int most) {
    SimpleEVD<SimpleMatrix> eigen = covariance.eig();
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < covariance.getNumRows(); k++) {
      order.add(k);
    }
    order.sort(Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()));
    List<double[]> kept = new ArrayList<>();
    for (int k : order.subList(0, Math.min(most, order.size()))) {
      double variance = eigen.getEigenvalue(k).getReal();
      if (variance > LEAST_SHARE * eigen.getEigenvalue(order.get(0)).getReal()) {
        double[] direction = new double[covariance.getNumRows()];
        for (int i = 0; i < direction.length; i++) {
          direction[i] = eigen.getEigenVector(k).get(i, 0) / Math.sqrt(variance);
        }
        kept.add(direction);
      }
    }
    return kept.toArray(double[][]::new);
  }

  int count() {
    return directions.length;
  }

  /** Scores [row][component] of the rows asked for; 0, the mean, where the modality is absent. */
  double[][] apply(SummarySample sample, int m, int[] rows) {
    int d = centre.length;
    double[][] scores = new double[rows.length][count()];
    for (int t = 0; t < rows.length; t++) {
      for (int k = 0; sample.present()[m][rows[t]] > 0 && k < count(); k++) {
        for (int i = 0; i < d; i++) {
          scores[t][k] += directions[k][i] * (sample.values()[m][rows[t] * d + i] - centre[i]);
        }
      }
    }
    return scores;
  }
}
