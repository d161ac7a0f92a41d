package io.headwater.estimator.coupled;

import io.headwater.estimator.report.Columns;
import io.headwater.estimator.report.Measured;
import io.headwater.estimator.report.RowSet;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.model.coupled.Evenness;
import io.headwater.model.coupled.NonGaussianity;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether embeddings are as the theorems want them: spread evenly, pairs near each other with
 * differences of the law whose metric was used, no gap between modalities (condition 7 of the
 * report).
 */
final class ContrastConditions {
  static final String EVEN = "embeddings are spread evenly (uniformity)";
  static final String ALIGNED = "a window's embeddings are near each other (alignment)";
  static final String NO_GAP = "embeddings of two modalities have the same centre (modality gap)";
  static final String LAW = "differences of a pair follow the law of the metric";

  /** Distance of an excess kurtosis from the uniform law's; the normal law's is 1.2 away. */
  private static final double MOST_BENT = 0.6;

  /** Kolmogorov's distance of the law of cosines from that of an even sphere. */
  private static final double MOST_UNEVEN = 0.1;

  /** Squared distance of a pair, as a share of that of two windows picked at random. */
  private static final double MOST_DISTANCE = 0.5;

  /** Distance of centres, in deviations. */
  private static final double MOST_GAP = 0.2;

  /** Excess kurtosis of differences: 3 under Laplace's law, 0 under the normal one. */
  private static final double LEAST_KURTOSIS = 1;

  private ContrastConditions() {}

  static ConditionFinding even(HeldOutSample sample, int m, String name, boolean box) {
    RowSet rows = sample.rowsOf(m);
    double[][] places = rows.of(sample.places()[m]);
    boolean enough = rows.size() >= Measured.FEWEST_EFFECTIVE && varies(places);
    double most = box ? MOST_BENT : MOST_UNEVEN;
    double uneven = Double.NaN;
    double wangIsola = Double.NaN;
    if (enough) {
      uneven = box ? Evenness.inBox(places) : Evenness.onSphere(places);
      wangIsola = Evenness.logPotential(places);
    }
    FindingStatus status = FindingStatus.NOT_ENOUGH_DATA;
    if (enough) {
      status = uneven < most ? FindingStatus.SUPPORTED : FindingStatus.REFUTED;
    }
    return new ConditionFinding(
        EVEN,
        name,
        uneven,
        most,
        rows.size(),
        status,
        (status == FindingStatus.REFUTED
                ? "block: the theorems' marginal does not fit"
                : "component: the theorems' marginal fits")
            + "; log mean exp(-2 squared distance) on the unit sphere %.2f".formatted(wangIsola));
  }

  private static boolean varies(double[][] columns) {
    for (double[] column : columns) {
      if (!(Columns.deviation(column) > 0)) {
        return false;
      }
    }
    return true;
  }

  static List<ConditionFinding> pair(
      HeldOutSample sample, int m, int n, List<String> names, boolean box) {
    RowSet rows = sample.rowsOf(m, n);
    String scope = names.get(m) + " & " + names.get(n);
    double[][] first = rows.of(sample.places()[m]);
    double[][] second = rows.of(sample.places()[n]);
    boolean enough = rows.size() >= Measured.FEWEST_EFFECTIVE && varies(first) && varies(second);
    double near = 0;
    double apart = 0;
    double gap = 0;
    double kurtosis = 0;
    for (int k = 0; enough && k < first.length; k++) {
      double[] difference = new double[rows.size()];
      for (int r = 0; r < difference.length; r++) {
        difference[r] = first[k][r] - second[k][r];
        near += difference[r] * difference[r] / difference.length;
      }
      double between = Columns.mean(first[k]) - Columns.mean(second[k]);
      double varianceA = square(Columns.deviation(first[k]));
      double varianceB = square(Columns.deviation(second[k]));
      apart += varianceA + varianceB + between * between;
      gap += between * between / (varianceA + varianceB) * 2 / first.length;
      kurtosis += NonGaussianity.of(difference).excessKurtosis() / first.length;
    }
    List<ConditionFinding> findings = new ArrayList<>();
    findings.add(
        finding(
            ALIGNED,
            scope,
            enough ? near / apart : Double.NaN,
            MOST_DISTANCE,
            rows.size(),
            near / apart < MOST_DISTANCE,
            "block: squared distance of a pair as a share of that of strangers"));
    findings.add(
        finding(
            NO_GAP,
            scope,
            enough ? Math.sqrt(gap) : Double.NaN,
            MOST_GAP,
            rows.size(),
            Math.sqrt(gap) < MOST_GAP,
            "block: a gap means that the contrast tells modalities apart rather than windows"));
    findings.add(
        box
            ? finding(
                LAW,
                scope,
                enough ? kurtosis : Double.NaN,
                LEAST_KURTOSIS,
                rows.size(),
                kurtosis > LEAST_KURTOSIS,
                "component: the box theorem wants Laplace's law, of excess kurtosis 3")
            : new ConditionFinding(
                LAW,
                scope,
                enough ? kurtosis : Double.NaN,
                Double.NaN,
                rows.size(),
                FindingStatus.NOT_TESTABLE,
                "block: excess kurtosis of differences; the sphere claims no components"));
    return findings;
  }

  private static double square(double value) {
    return value * value;
  }

  private static ConditionFinding finding(
      String condition,
      String scope,
      double value,
      double threshold,
      double rows,
      boolean holds,
      String words) {
    FindingStatus status = holds ? FindingStatus.SUPPORTED : FindingStatus.REFUTED;
    return new ConditionFinding(
        condition,
        scope,
        value,
        threshold,
        rows,
        Double.isNaN(value) ? FindingStatus.NOT_ENOUGH_DATA : status,
        words);
  }
}
