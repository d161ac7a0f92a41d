package io.headwater.estimator.count;

import java.util.Arrays;
import java.util.List;

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
  /** Rows a regression of this many features needs. */
  public static final int FEWEST_ROWS = 1000;

  private final SummarySample sample;
  private final int[] most;
  private final SummaryScores scores;

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
    int[] all = new int[most.length];
    Arrays.setAll(all, m -> most[m] + exogenous[m]);
    scores = new SummaryScores(sample, all);
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
    int directions = Math.min(most[m], scores.count(m));
    double[] shares = new double[directions];
    double[] variances = new double[directions];
    List<Fold> folds = Fold.of(rows);
    for (Fold fold : folds) {
      judge(side(fold.fitted(), m), side(fold.judged(), m), shares, variances);
    }
    double[] errors = new double[directions];
    for (int k = 0; k < directions; k++) {
      shares[k] /= folds.size();
      errors[k] = Math.sqrt(variances[k]) / folds.size();
    }
    return LatentCount.of(shares, errors, rows.length);
  }

  /** Adds to each direction's share, and to the variance of the mean it is. */
  private void judge(Side fitted, Side judged, double[] shares, double[] variances) {
    RidgeOnFeatures others = RidgeOnFeatures.ofOthers(fitted.others);
    double[][] fittedEarlier = new double[fitted.own.length][0];
    double[][] judgedEarlier = new double[judged.own.length][0];
    double[][] fittedRest = fitted.own;
    double[][] judgedRest = judged.own;
    for (int k = 0; k < shares.length; k++) {
      RidgeOnFeatures.Fitted seen = others.fit(fittedRest);
      PredictableDirection direction = PredictableDirection.of(fittedRest, seen.predict());
      PredictableDirection.Share share = direction.share(judgedRest, seen.predict(judged.others));
      shares[k] += share.value();
      variances[k] += share.variance();
      double[] next = direction.along(fittedRest);
      double scale = Math.sqrt(PredictableDirection.meanSquare(next));
      fittedEarlier = append(fittedEarlier, next, scale);
      judgedEarlier = append(judgedEarlier, direction.along(judgedRest), scale);
      RidgeOnFeatures.Fitted known = RidgeOnFeatures.ofLatents(fittedEarlier).fit(fitted.own);
      fittedRest = known.rest(fitted.own);
      judgedRest = known.rest(judgedEarlier, judged.own);
    }
  }

  private Side side(int[] rows, int m) {
    return new Side(scores.own(m, rows), scores.others(m, rows));
  }

  private static double[][] append(double[][] rows, double[] column, double scale) {
    double[][] out = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      out[r] = SummaryScores.joined(rows[r], new double[] {column[r] / scale});
    }
    return out;
  }
}
