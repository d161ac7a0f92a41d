package io.headwater.graph;

import java.util.Objects;

/**
 * One line of the identifiability report.
 *
 * @param condition short name of the condition, in plain words
 * @param scope what it speaks of: a modality name, or {@code all}
 * @param statistic the measured value; NaN when none could be computed
 * @param threshold the value it was held against; NaN when there is none
 * @param effectiveSamples effective sample size behind the statistic, autocorrelation counted
 * @param status what the data say
 * @param consequence what follows for the reader: component, block, or none
 */
public record ConditionFinding(
    String condition,
    String scope,
    double statistic,
    double threshold,
    double effectiveSamples,
    FindingStatus status,
    String consequence) {
  public ConditionFinding {
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(consequence, "consequence");
  }
}
