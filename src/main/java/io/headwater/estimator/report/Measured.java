package io.headwater.estimator.report;

import io.headwater.graph.FindingStatus;
import java.util.Comparator;
import java.util.List;

/**
 * A measured value with its standard error.
 *
 * <p>A report makes a few hundred comparisons. {@link #ALARM} standard errors are passed by chance
 * in 6 of 100,000 two-sided normal comparisons, so 800 of them keep the whole report below 5 % of
 * false alarms (Bonferroni).
 *
 * @param value the statistic
 * @param error its standard error
 * @param effective effective sample size
 */
public record Measured(double value, double error, double effective) {
  /** Standard errors from which a single comparison counts as an alarm. */
  public static final double ALARM = 4;

  /** Below this many effective windows nothing is concluded. */
  public static final double FEWEST_EFFECTIVE = 100;

  /** Nothing measured. */
  public static Measured nothing(double effective) {
    return new Measured(Double.NaN, Double.NaN, effective);
  }

  public boolean tooFew() {
    return Double.isNaN(value) || effective < FEWEST_EFFECTIVE;
  }

  /** Large enough to matter, and not by chance. */
  public boolean exceeds(double floor) {
    return value > floor && value > ALARM * error;
  }

  /** Of what should be below a floor: refuted only where it matters and is not by chance. */
  public FindingStatus expectedBelow(double floor) {
    if (tooFew()) {
      return FindingStatus.NOT_ENOUGH_DATA;
    }
    if (exceeds(floor)) {
      return FindingStatus.REFUTED;
    }
    return value < floor ? FindingStatus.SUPPORTED : FindingStatus.NOT_ENOUGH_DATA;
  }

  /** Below the floor with one standard error to spare. */
  public boolean staysBelow(double floor) {
    return value + error < floor;
  }

  /** The one that stands out most above its error; nothing when there are none. */
  public static Measured strongest(List<Measured> all) {
    return all.stream().max(Comparator.comparingDouble(m -> m.value / m.error)).orElse(nothing(0));
  }

  /**
   * Share of a total that is gained: sum of gains over sum of totals, with the error of a ratio.
   */
  public static Measured share(double[] gain, double[] total, RowSet rows) {
    if (gain.length < 3) {
      return nothing(gain.length);
    }
    double meanTotal = Columns.mean(total);
    if (meanTotal <= 0) {
      return nothing(gain.length);
    }
    double share = Columns.mean(gain) / meanTotal;
    double[] deviation = new double[gain.length];
    for (int i = 0; i < gain.length; i++) {
      deviation[i] = gain[i] - share * total[i];
    }
    double effective = rows.effective(deviation);
    return new Measured(
        share, Columns.deviation(deviation) / meanTotal / Math.sqrt(effective), effective);
  }

  /** Spearman's rank correlation, its absolute value, with its error under independence. */
  public static Measured rankCorrelation(double[] first, double[] second, RowSet rows) {
    return ofRanks(Columns.ranks(first), Columns.ranks(second), rows);
  }

  private static Measured ofRanks(double[] first, double[] second, RowSet rows) {
    double product = 0;
    for (int i = 0; i < first.length; i++) {
      product += first[i] * second[i];
    }
    double effective = rows.effective(first, second);
    return first.length < 3
        ? nothing(effective)
        : new Measured(Math.abs(product / first.length), 1 / Math.sqrt(effective), effective);
  }

  /**
   * Dependence of two series: the strongest rank correlation between their values and their
   * distances from the median. It sees common means and common scales, not every dependence.
   */
  public static Measured dependence(double[] first, double[] second, RowSet rows) {
    double[] a = Columns.ranks(first);
    double[] b = Columns.ranks(second);
    double[] spreadA = Columns.ranks(Columns.spread(first));
    double[] spreadB = Columns.ranks(Columns.spread(second));
    return strongest(
        List.of(
            ofRanks(a, b, rows),
            ofRanks(spreadA, spreadB, rows),
            ofRanks(spreadA, b, rows),
            ofRanks(a, spreadB, rows)));
  }
}
