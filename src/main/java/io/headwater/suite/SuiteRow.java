package io.headwater.suite;

import java.util.Objects;

/**
 * A scenario with the estimator that is to learn it.
 *
 * @param id of the scenario
 * @param estimator kind of estimator, as configurations name it
 */
public record SuiteRow(String id, String estimator) {
  /** The estimator of rows for which none is named. */
  public static final String FIRST = "sun";

  public SuiteRow {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(estimator, "estimator");
  }

  /** The row with the first system. */
  public static SuiteRow of(String id) {
    return new SuiteRow(id, FIRST);
  }

  /** Names files and folders of its runs. */
  String fileName() {
    return estimator.equals(FIRST) ? id : id + "-" + estimator;
  }

  /** Such as {@code s1} and {@code s1 by beta-vae}. */
  String text() {
    return estimator.equals(FIRST) ? id : id + " by " + estimator;
  }
}
