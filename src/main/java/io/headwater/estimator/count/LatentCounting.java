package io.headwater.estimator.count;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * How many latents a modality shares with the others, from summaries alone and without training.
 *
 * <p>Directions of the modality's leading principal components are taken one by one, each the one
 * that the other modalities predict best. From the second on, what curved functions of the earlier
 * ones explain is subtracted first: under a curved mixing the principal components are bent, and
 * the bend of a latent is predicted too without being a latent of its own. The share of variance
 * predicted is measured out of fold: directions and regressions are fitted on four fifths of the
 * windows and judged on the rest, each fifth in turn, where a chance relation predicts nothing.
 * Folds are runs of neighbouring windows, so that few windows lie next to one of another fold.
 *
 * <p>With linear relations these are canonical correlations (Hotelling 1936), taken stepwise.
 */
public final class LatentCounting {
  private static final int FEATURES_OF_OTHERS = 128;
  private static final double PENALTY_OF_OTHERS = 3e-3;

  private static final int FEATURES_OF_EARLIER = 120;
  private static final double PENALTY_OF_EARLIER = 1e-4;

  /** Added to every variance, of 1 before anything is subtracted: remnants do not count. */
  private static final double REMNANT = 0.1;

  /** Rows a regression of this many features needs. */
  public static final int FEWEST_ROWS = 1000;

  private static final int FOLDS = 5;

  private final SummarySample sample;
  private final int[] most;
  private final LeadingScores[] scores;

  /**
   * Ready to count any modality for which it is {@link #possible}.
   *
   * @param sample summaries of windows; neighbours in time should be neighbours in it
   * @param most per modality the greatest count that may be chosen
   * @param exogenous per modality the number of private components beside them
   */
  public LatentCounting(SummarySample sample, int[] most, int[] exogenous) {
    this.sample = sample;
    this.most = most.clone();
    scores = new LeadingScores[sample.modalities()];
    for (int m = 0; m < scores.length; m++) {
      scores[m] = LeadingScores.of(sample, m, most[m] + exogenous[m]);
    }
  }

  /** Whether a modality has windows enough, together with another. */
  public static boolean possible(SummarySample sample, int m) {
    return sample.paired(m).length >= FEWEST_ROWS;
  }

  /**
   * One modality's scores and what stands for the others, in the same rows.
   *
   * @param own [row][component]
   * @param others [row][component of any other modality]
   */
  private record Side(double[][] own, double[][] others) {}

  /**
   * The count of a modality.
   *
   * @throws IllegalArgumentException when it is not {@link #possible}
   */
  public LatentCount count(int m) {
    if (!possible(sample, m)) {
      throw new IllegalArgumentException(
          "Counting the latents of a modality needs %d windows that have it together with another; there are %d."
              .formatted(FEWEST_ROWS, sample.paired(m).length));
    }
    int[] rows = sample.paired(m);
    int directions = Math.min(most[m], scores[m].count());
    double[] shares = new double[directions];
    double[] variances = new double[directions];
    for (int fold = 0; fold < FOLDS; fold++) {
      int from = (int) ((long) rows.length * fold / FOLDS);
      int to = (int) ((long) rows.length * (fold + 1) / FOLDS);
      int[] rest =
          IntStream.range(0, rows.length)
              .filter(r -> r < from || r >= to)
              .map(r -> rows[r])
              .toArray();
      judge(side(rest, m), side(Arrays.copyOfRange(rows, from, to), m), shares, variances);
    }
    double[] errors = new double[directions];
    for (int k = 0; k < directions; k++) {
      shares[k] /= FOLDS;
      errors[k] = Math.sqrt(variances[k]) / FOLDS;
    }
    return LatentCount.of(shares, errors, rows.length);
  }

  /** Adds to each direction's share, and to the variance of the mean it is. */
  private void judge(Side fitted, Side judged, double[] shares, double[] variances) {
    RidgeOnFeatures others =
        RidgeOnFeatures.of(fitted.others, FEATURES_OF_OTHERS, PENALTY_OF_OTHERS);
    double[][] fittedEarlier = new double[fitted.own.length][0];
    double[][] judgedEarlier = new double[judged.own.length][0];
    double[][] fittedRest = fitted.own;
    double[][] judgedRest = judged.own;
    for (int k = 0; k < shares.length; k++) {
      RidgeOnFeatures.Fitted seen = others.fit(fittedRest);
      double[] direction = mostPredictable(fittedRest, seen.predict());
      double[] target = along(judgedRest, direction);
      double[] predicted = along(seen.predict(judged.others), direction);
      share(target, predicted, direction, k, shares, variances);
      double[] next = along(fittedRest, direction);
      double scale = Math.sqrt(meanSquare(next));
      fittedEarlier = append(fittedEarlier, next, scale);
      judgedEarlier = append(judgedEarlier, target, scale);
      RidgeOnFeatures.Fitted known =
          RidgeOnFeatures.of(fittedEarlier, FEATURES_OF_EARLIER, PENALTY_OF_EARLIER)
              .fit(fitted.own);
      fittedRest = difference(fitted.own, known.predict());
      judgedRest = difference(judged.own, known.predict(judgedEarlier));
    }
  }

  private Side side(int[] rows, int m) {
    double[][] others = new double[rows.length][0];
    for (int n = 0; n < scores.length; n++) {
      if (n != m) {
        double[][] other = scores[n].apply(sample, n, rows);
        for (int r = 0; r < rows.length; r++) {
          others[r] = joined(others[r], other[r]);
        }
      }
    }
    return new Side(scores[m].apply(sample, m, rows), others);
  }

  /** The v of greatest v'Sv over v'(C + ρI)v, S the covariance of rest and prediction. */
  private static double[] mostPredictable(double[][] rest, double[][] predicted) {
    int d = rest[0].length;
    SimpleMatrix covariance = new SimpleMatrix(d, d);
    SimpleMatrix shared = new SimpleMatrix(d, d);
    for (int r = 0; r < rest.length; r++) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j <= i; j++) {
          double both =
              (rest[r][i] * predicted[r][j] + predicted[r][i] * rest[r][j]) / 2 / rest.length;
          add(shared, i, j, both);
          add(covariance, i, j, rest[r][i] * rest[r][j] / rest.length);
        }
      }
    }
    SimpleEVD<SimpleMatrix> scale = covariance.plus(SimpleMatrix.identity(d).scale(REMNANT)).eig();
    SimpleMatrix whitening = new SimpleMatrix(d, d);
    for (int k = 0; k < d; k++) {
      double root = Math.sqrt(scale.getEigenvalue(k).getReal());
      for (int i = 0; i < d; i++) {
        whitening.set(k, i, scale.getEigenVector(k).get(i, 0) / root);
      }
    }
    SimpleMatrix whitened = whitening.mult(shared).mult(whitening.transpose());
    SimpleEVD<SimpleMatrix> eigen = whitened.plus(whitened.transpose()).scale(0.5).eig();
    int best = 0;
    for (int k = 1; k < d; k++) {
      best = eigen.getEigenvalue(k).getReal() > eigen.getEigenvalue(best).getReal() ? k : best;
    }
    SimpleMatrix direction = whitening.transpose().mult(eigen.getEigenVector(best));
    double[] out = new double[d];
    for (int i = 0; i < d; i++) {
      out[i] = direction.get(i, 0);
    }
    return out;
  }

  private static void add(SimpleMatrix symmetric, int i, int j, double value) {
    double sum = symmetric.get(i, j) + value;
    symmetric.set(i, j, sum);
    symmetric.set(j, i, sum);
  }

  /** Share of variance predicted, and the variance of it as a ratio of means. */
  private static void share(
      double[] target,
      double[] predicted,
      double[] direction,
      int k,
      double[] shares,
      double[] variances) {
    double length = 0;
    for (double v : direction) {
      length += v * v;
    }
    double total = meanSquare(target) + REMNANT * length;
    double[] gain = new double[target.length];
    double mean = 0;
    for (int r = 0; r < gain.length; r++) {
      double error = target[r] - predicted[r];
      gain[r] = (target[r] * target[r] - error * error) / total;
      mean += gain[r] / gain.length;
    }
    double square = 0;
    for (int r = 0; r < gain.length; r++) {
      double deviation = gain[r] - mean * (target[r] * target[r] + REMNANT * length) / total;
      square += deviation * deviation / gain.length;
    }
    shares[k] += mean;
    variances[k] += square / gain.length;
  }

  private static double[] along(double[][] rows, double[] direction) {
    double[] out = new double[rows.length];
    for (int r = 0; r < out.length; r++) {
      for (int i = 0; i < direction.length; i++) {
        out[r] += direction[i] * rows[r][i];
      }
    }
    return out;
  }

  private static double[][] difference(double[][] a, double[][] b) {
    double[][] out = new double[a.length][];
    for (int r = 0; r < a.length; r++) {
      out[r] = a[r].clone();
      for (int i = 0; i < out[r].length; i++) {
        out[r][i] -= b[r][i];
      }
    }
    return out;
  }

  private static double[][] append(double[][] rows, double[] column, double scale) {
    double[][] out = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      out[r] = joined(rows[r], new double[] {column[r] / scale});
    }
    return out;
  }

  private static double[] joined(double[] first, double[] second) {
    double[] out = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, out, first.length, second.length);
    return out;
  }

  private static double meanSquare(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v * v;
    }
    return sum / values.length;
  }
}
