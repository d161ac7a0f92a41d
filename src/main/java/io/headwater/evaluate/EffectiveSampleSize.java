package io.headwater.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * How many independent rows a series of correlated rows is worth. All estimates lie between 1 and
 * the number of rows: anticorrelated rows are not credited with more than they are.
 */
public final class EffectiveSampleSize {
  private EffectiveSampleSize() {}

  /** n (1 − ρ)/(1 + ρ) with the lag-1 autocorrelation ρ: exact for long AR(1) series. */
  public static double ofAutoregression(double[] series) {
    Autocovariance own = new Autocovariance(series, Runs.single(series.length));
    double rho = own.variance() > 0 ? Math.min(own.at(1) / own.variance(), 1) : 1;
    return bounded(series.length * (1 - rho) / (1 + rho), series.length);
  }

  /** Of the mean of one series, {@link #ofMean(double[], Runs)}. */
  public static double ofMean(double[] series) {
    return ofMean(series, Runs.single(series.length));
  }

  /**
   * Of the mean over rows of several subjects: autocovariances about the common mean, pooled over
   * runs, summed by the initial positive sequence (Geyer 1992, section 3.3). A trait that is
   * constant per subject is worth one row a subject.
   */
  public static double ofMean(double[] series, Runs runs) {
    Autocovariance own = new Autocovariance(series, runs);
    return summed(lag -> own.at(lag) / own.variance(), own.variance() > 0, runs);
  }

  /**
   * Of the correlation of two series that are independent of each other: Bartlett's (1946) n / (1 +
   * 2 Σ ρ_x ρ_y), pooled over runs and truncated in the same way.
   */
  public static double ofCorrelation(double[] x, double[] y, Runs runs) {
    return ofCorrelation(new Autocovariance(x, runs), new Autocovariance(y, runs), runs);
  }

  /**
   * {@link #ofCorrelation} of all pairs.
   *
   * @param columns variable × row
   * @return variable × variable, symmetric
   */
  public static double[][] ofCorrelations(double[][] columns, Runs runs) {
    List<Autocovariance> own =
        Arrays.stream(columns).map(column -> new Autocovariance(column, runs)).toList();
    double[][] rows = new double[columns.length][columns.length];
    for (int i = 0; i < columns.length; i++) {
      for (int j = i; j < columns.length; j++) {
        rows[i][j] = ofCorrelation(own.get(i), own.get(j), runs);
        rows[j][i] = rows[i][j];
      }
    }
    return rows;
  }

  private static double ofCorrelation(Autocovariance x, Autocovariance y, Runs runs) {
    double scale = x.variance() * y.variance();
    return summed(lag -> x.at(lag) * y.at(lag) / scale, scale > 0, runs);
  }

  /** Standard error of the mean over rows. */
  public static double standardError(double[] series, Runs runs) {
    double variance = new Autocovariance(series, runs).variance();
    return Math.sqrt(variance / ofMean(series, runs));
  }

  @FunctionalInterface
  private interface Correlogram {
    double at(int lag);
  }

  /** n² over the sum of all correlations of rows with rows of the same run. */
  private static double summed(Correlogram rho, boolean varies, Runs runs) {
    int n = runs.rows();
    if (!varies) {
      return 1;
    }
    int longest = 0;
    for (int r = 0; r < runs.count(); r++) {
      longest = Math.max(longest, runs.length(r));
    }
    double[] kept = new double[longest + 1];
    int lags = 0;
    while (lags < longest) {
      double even = lags == 0 ? 1 : rho.at(lags);
      double odd = lags + 1 < longest ? rho.at(lags + 1) : 0;
      if (!(even + odd > 0)) {
        break;
      }
      kept[lags] = even;
      kept[lags + 1] = odd;
      lags += 2;
    }
    double sum = n;
    for (int r = 0; r < runs.count(); r++) {
      for (int lag = 1; lag < Math.min(lags, runs.length(r)); lag++) {
        sum += 2 * (runs.length(r) - lag) * kept[lag];
      }
    }
    return bounded((double) n * n / Math.max(sum, n), n);
  }

  private static double bounded(double rows, int most) {
    return Math.max(1, Math.min(rows, most));
  }
}
