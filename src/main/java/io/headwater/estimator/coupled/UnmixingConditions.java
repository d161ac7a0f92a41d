package io.headwater.estimator.coupled;

import io.headwater.estimator.report.Columns;
import io.headwater.estimator.report.Measured;
import io.headwater.estimator.report.RowSet;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.model.coupled.NonGaussianity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the components that FastICA found are more than some rotation (condition 8 of the report:
 * at most one is Gaussian, other data give the same), and whether they stand where the geometry
 * says.
 */
final class UnmixingConditions {
  static final String SHAPE = "the component is not Gaussian (negentropy)";
  static final String AT_MOST_ONE = "at most one component is Gaussian";
  static final String STABLE = "both halves of the reservoir give the same components";
  static final String AXES = "components lie along the axes of the embedding";
  static final String INDEPENDENT = "components of the modality are independent";
  static final String SPECTRUM = "every dimension of the embedding is used (whitening spectrum)";
  static final String CONTINUED = "components continue those published before";

  /** Nats of negentropy below which a component is as good as Gaussian; a uniform one has .056. */
  private static final double LEAST_NEGENTROPY = 0.005;

  /** {@link io.headwater.model.coupled.AmariDistance} that counts as the same components. */
  static final double MOST_AMARI = 0.15;

  /**
   * Rank correlation, of values or spreads, that matters. Encoders that found uniform components to
   * .985 left one of .2 between spreads.
   */
  private static final double MOST_DEPENDENCE = 0.3;

  /** Least variance of a principal component, as a share of the greatest. */
  private static final double LEAST_SPREAD = 0.01;

  /** Correlation below which a component is another one. */
  private static final double LEAST_CONTINUITY = 0.8;

  private UnmixingConditions() {}

  /**
   * @param solved null where the modality was not solved
   * @param box whether the geometry has axes
   */
  static List<ConditionFinding> examine(
      HeldOutSample sample, int m, String name, SolvedModality solved, boolean box) {
    RowSet rows = sample.rowsOf(m);
    List<ConditionFinding> findings = new ArrayList<>(shapes(sample, m, name, rows));
    findings.add(atMostOne(name, findings, rows.size()));
    findings.add(independent(sample, m, name, rows));
    double behind = solved == null ? 0 : solved.rows();
    findings.add(
        below(
            STABLE,
            name,
            solved == null ? Double.NaN : solved.disagreement(),
            behind,
            "component: the unmixing is a property of the data, not of the sample",
            "block: other windows give other components; read the space"));
    findings.add(
        box
            ? below(
                AXES,
                name,
                solved == null ? Double.NaN : solved.turned(),
                behind,
                "component: contrast and independence point to the same axes",
                "block: contrast and independence point to different axes")
            : new ConditionFinding(
                AXES,
                name,
                Double.NaN,
                MOST_AMARI,
                behind,
                FindingStatus.NOT_TESTABLE,
                "block: a sphere has no axes"));
    findings.add(spectrum(name, solved));
    findings.add(continued(name, solved));
    return findings;
  }

  private static List<ConditionFinding> shapes(
      HeldOutSample sample, int m, String name, RowSet rows) {
    List<ConditionFinding> findings = new ArrayList<>();
    for (int k = 0; k < sample.components()[m].length; k++) {
      double[] values = rows.of(sample.components()[m][k]);
      double effective = values.length == 0 ? 0 : rows.effective(values);
      boolean enough = effective >= Measured.FEWEST_EFFECTIVE && Columns.deviation(values) > 0;
      NonGaussianity shape =
          enough ? NonGaussianity.of(values) : new NonGaussianity(Double.NaN, Double.NaN);
      findings.add(
          new ConditionFinding(
              SHAPE,
              name + ".z" + k,
              shape.negentropy(),
              LEAST_NEGENTROPY,
              effective,
              shapeStatus(shape, effective, enough),
              "component: excess kurtosis %.2f; a Gaussian component has no axis of its own"
                  .formatted(shape.excessKurtosis())));
    }
    return findings;
  }

  private static FindingStatus shapeStatus(NonGaussianity shape, double effective, boolean enough) {
    if (!enough) {
      return FindingStatus.NOT_ENOUGH_DATA;
    }
    // Under a Gaussian, 2 n J is the square of a standard normal number.
    boolean seen = 2 * effective * shape.negentropy() > Measured.ALARM * Measured.ALARM;
    if (shape.negentropy() > LEAST_NEGENTROPY) {
      return seen ? FindingStatus.SUPPORTED : FindingStatus.NOT_ENOUGH_DATA;
    }
    return FindingStatus.REFUTED;
  }

  private static ConditionFinding atMostOne(
      String name, List<ConditionFinding> shapes, double rows) {
    long gaussian = shapes.stream().filter(f -> f.status() == FindingStatus.REFUTED).count();
    long open = shapes.stream().filter(f -> f.status() == FindingStatus.NOT_ENOUGH_DATA).count();
    FindingStatus status = FindingStatus.SUPPORTED;
    if (gaussian > 1) {
      status = FindingStatus.REFUTED;
    } else if (gaussian + open > 1) {
      status = FindingStatus.NOT_ENOUGH_DATA;
    }
    return new ConditionFinding(
        AT_MOST_ONE,
        name,
        gaussian,
        1,
        rows,
        status,
        "component: Gaussian components may be rotated into each other unseen");
  }

  private static ConditionFinding independent(
      HeldOutSample sample, int m, String name, RowSet rows) {
    double[][] components = rows.of(sample.components()[m]);
    List<Measured> pairs = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      for (int j = i + 1; rows.size() >= Measured.FEWEST_EFFECTIVE && j < components.length; j++) {
        pairs.add(Measured.dependence(components[i], components[j], rows));
      }
    }
    Measured worst = pairs.isEmpty() ? Measured.nothing(rows.size()) : Measured.strongest(pairs);
    FindingStatus status =
        components.length == 1 ? FindingStatus.NOT_TESTABLE : worst.expectedBelow(MOST_DEPENDENCE);
    return new ConditionFinding(
        INDEPENDENT,
        name,
        worst.value(),
        MOST_DEPENDENCE,
        worst.effective(),
        status,
        status == FindingStatus.REFUTED
            ? "block: a linear map cannot make them independent, so FastICA has nothing to find"
            : "component: no sign against it in values and spreads");
  }

  private static ConditionFinding below(
      String condition, String name, double distance, double rows, String good, String bad) {
    FindingStatus status = FindingStatus.NOT_ENOUGH_DATA;
    if (!Double.isNaN(distance)) {
      status = distance < MOST_AMARI ? FindingStatus.SUPPORTED : FindingStatus.REFUTED;
    }
    return new ConditionFinding(
        condition,
        name,
        distance,
        MOST_AMARI,
        rows,
        status,
        status == FindingStatus.REFUTED ? bad : good);
  }

  private static ConditionFinding spectrum(String name, SolvedModality solved) {
    if (solved == null) {
      return new ConditionFinding(
          SPECTRUM,
          name,
          Double.NaN,
          LEAST_SPREAD,
          0,
          FindingStatus.NOT_ENOUGH_DATA,
          "block: not solved yet");
    }
    double[] spectrum = solved.spectrum();
    double share = spectrum[spectrum.length - 1] / spectrum[0];
    String all =
        Arrays.stream(spectrum).mapToObj("%.3f"::formatted).collect(Collectors.joining(", "));
    return new ConditionFinding(
        SPECTRUM,
        name,
        share,
        LEAST_SPREAD,
        solved.rows(),
        share > LEAST_SPREAD ? FindingStatus.SUPPORTED : FindingStatus.REFUTED,
        "block: variances of principal components "
            + all
            + "; configure fewer latents if some die");
  }

  private static ConditionFinding continued(String name, SolvedModality solved) {
    double least = solved == null ? Double.NaN : solved.continuity();
    FindingStatus status = FindingStatus.NOT_TESTABLE;
    if (!Double.isNaN(least)) {
      status = least > LEAST_CONTINUITY ? FindingStatus.SUPPORTED : FindingStatus.REFUTED;
    }
    return new ConditionFinding(
        CONTINUED,
        name,
        least,
        LEAST_CONTINUITY,
        solved == null ? 0 : solved.rows(),
        status,
        status == FindingStatus.REFUTED
            ? "none across the last refit: order and signs were matched, but a component is another"
            : "component: order and signs are those of the refit before");
  }
}
