package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;

/** The line of a report that says how much was seen. */
public final class WindowsObserved {
  private WindowsObserved() {}

  /**
   * @param observed windows that entered the input statistics
   */
  public static ConditionFinding finding(long observed) {
    return new ConditionFinding(
        "windows observed",
        "all",
        observed,
        Measured.FEWEST_EFFECTIVE,
        observed,
        observed < Measured.FEWEST_EFFECTIVE
            ? FindingStatus.NOT_ENOUGH_DATA
            : FindingStatus.SUPPORTED,
        "none: the size of the sample, autocorrelation not counted");
  }
}
