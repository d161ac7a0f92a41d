package io.headwater.estimator.count;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What learned latents leave of a modality's summary, and how much of it the other modalities still
 * predict: nothing, where the latents hold all that is shared. The same measure as that of the next
 * direction in {@link LatentCounting}, after what curved functions of the learned latents explain
 * is subtracted. Exogenous components cannot show what the encoder dropped; summaries do.
 */
public final class LatentRest {
  /** Scores beyond those of latents and exogenous components: room for what was left out. */
  private static final int FURTHER = 2;

  private final SummarySample sample;
  private final float[][] latents;
  private final SummaryScores scores;

  /**
   * Of the direction that the others predict best.
   *
   * @param value share of its variance that they predict out of fold
   * @param error standard error, rows taken as independent
   * @param rows windows behind it
   */
  public record Share(double value, double error, int rows) {
    /** With latents enough the value is negative, by the noise of the prediction. */
    public static final double MOST = 0.03;

    /** Whether part of a shared cause is missing from the latents. */
    public boolean showsMissing() {
      return value > MOST && value > LatentCount.CLEAR * error;
    }

    /** Nothing measured. */
    public static Share unknown(int rows) {
      return new Share(Double.NaN, Double.NaN, rows);
    }
  }

  /**
   * @param sample summaries of windows; neighbours in time should be neighbours in it
   * @param latents of the same windows, per modality (row, latent), at any scale
   * @param widths how many numbers each modality's code has
   */
  public LatentRest(SummarySample sample, float[][] latents, int[] widths) {
    this.sample = sample;
    this.latents = latents;
    scores =
        new SummaryScores(sample, IntStream.of(widths).map(width -> width + FURTHER).toArray());
  }

  /** Of one modality; unknown below {@link LatentCounting#FEWEST_ROWS} rows with another one. */
  public Share of(int m) {
    int[] rows = sample.paired(m);
    if (rows.length < LatentCounting.FEWEST_ROWS || scores.count(m) == 0) {
      return Share.unknown(rows.length);
    }
    double[][] known = standardised(m);
    double value = 0;
    double variance = 0;
    List<Fold> folds = Fold.of(rows);
    for (Fold fold : folds) {
      PredictableDirection.Share share = share(m, known, fold);
      value += share.value() / folds.size();
      variance += share.variance();
    }
    return new Share(value, Math.sqrt(variance) / folds.size(), rows.length);
  }

  private PredictableDirection.Share share(int m, double[][] latents, Fold fold) {
    double[][] own = scores.own(m, fold.fitted());
    RidgeOnFeatures.Fitted known = RidgeOnFeatures.ofLatents(rows(latents, fold.fitted())).fit(own);
    double[][] rest = known.rest(own);
    RidgeOnFeatures.Fitted seen =
        RidgeOnFeatures.ofOthers(scores.others(m, fold.fitted())).fit(rest);
    double[][] judged = known.rest(rows(latents, fold.judged()), scores.own(m, fold.judged()));
    return PredictableDirection.of(rest, seen.predict())
        .share(judged, seen.predict(scores.others(m, fold.judged())));
  }

  private static double[][] rows(double[][] all, int[] rows) {
    return Arrays.stream(rows).mapToObj(r -> all[r]).toArray(double[][]::new);
  }

  /** Latents of a modality, standardised over the rows that have it; [row][latent]. */
  private double[][] standardised(int m) {
    int width = latents[m].length / sample.rows();
    double[][] out = new double[sample.rows()][width];
    for (int k = 0; k < width; k++) {
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (int r = 0; r < out.length; r++) {
        if (sample.present()[m][r] > 0) {
          double value = latents[m][r * width + k];
          sum += value;
          squares += value * value;
          count++;
        }
      }
      double mean = sum / count;
      double deviation = Math.sqrt(squares / count - mean * mean);
      for (int r = 0; r < out.length; r++) {
        double centred = latents[m][r * width + k] - mean;
        out[r][k] = deviation > 0 ? centred / deviation : 0;
      }
    }
    return out;
  }
}
