package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Condition 14: the process does not move. Noises (latents before the first solve) and errors of
 * self-reconstruction of the earlier half of the held-out windows are compared with those of the
 * later half (two-sample Kolmogorov–Smirnov distance).
 */
public final class Stationarity implements Condition {
  public static final String NAME =
      "early and late held-out windows follow the same law (stationarity)";

  /** Distance of distribution functions that matters. */
  private static final double LEAST = 0.1;

  /** Critical value of the scaled distance at the level of {@link Measured#ALARM}. */
  private static final double CRITICAL = 2.28;

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    return Condition.ofEach(evidence, m -> examine(evidence, m));
  }

  private static ConditionFinding examine(Evidence evidence, int m) {
    ModalityEvidence modality = evidence.modality(m);
    long[] times = evidence.startMicros().clone();
    Arrays.sort(times);
    long middle = times.length == 0 ? 0 : times[times.length / 2];
    List<double[]> columns =
        new ArrayList<>(List.of(evidence.solved() ? modality.noise() : modality.latents()));
    columns.add(modality.selfError());
    List<Measured> shifts = new ArrayList<>();
    for (double[] column : columns) {
      shifts.add(shift(evidence, modality, column, middle));
    }
    Measured worst = Measured.strongest(shifts.stream().filter(s -> !s.tooFew()).toList());
    boolean oneMoment = times.length == 0 || times[0] == times[times.length - 1];
    FindingStatus status = FindingStatus.NOT_ENOUGH_DATA;
    if (oneMoment && times.length > 0) {
      status = FindingStatus.NOT_TESTABLE;
    } else if (!worst.tooFew()) {
      status = worst.exceeds(LEAST) ? FindingStatus.REFUTED : FindingStatus.SUPPORTED;
    }
    return Condition.finding(
        NAME,
        modality.name(),
        worst,
        LEAST,
        status,
        status == FindingStatus.REFUTED
            ? "none until the next re-solve: the process moved, or other subjects were recorded"
                + " later than earlier"
            : "component: holds for the time of the held-out windows only");
  }

  private static Measured shift(
      Evidence evidence, ModalityEvidence modality, double[] column, long middle) {
    RowSet[] halves = new RowSet[2];
    double[][] values = new double[2][];
    double[] effective = new double[2];
    for (int half = 0; half < 2; half++) {
      boolean late = half == 1;
      halves[half] =
          RowSet.where(
              evidence.subjects(),
              r ->
                  modality.present()[r]
                      && !Double.isNaN(column[r])
                      && evidence.startMicros()[r] >= middle == late);
      values[half] = halves[half].of(column);
      effective[half] = halves[half].effective(Columns.ranks(values[half]));
    }
    double total = effective[0] + effective[1];
    if (values[0].length == 0 || values[1].length == 0) {
      return Measured.nothing(total);
    }
    double scale = Math.sqrt(total / (effective[0] * effective[1]));
    return new Measured(distance(values[0], values[1]), CRITICAL * scale / Measured.ALARM, total);
  }

  /** Greatest distance of the two empirical distribution functions. */
  private static double distance(double[] first, double[] second) {
    double[] a = first.clone();
    double[] b = second.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    double greatest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double at = Math.min(a[i], b[j]);
      while (i < a.length && a[i] <= at) {
        i++;
      }
      while (j < b.length && b[j] <= at) {
        j++;
      }
      greatest = Math.max(greatest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return greatest;
  }
}
