package io.headwater.suite;

/**
 * One run of a suite. Two runs with equal keys give equal results.
 *
 * @param row id of the scenario
 * @param estimator kind of estimator; {@value SuiteRow#FIRST} in results of earlier releases, which
 *     name none
 * @param seed seed of scenario and learner
 * @param fingerprint names the settings: sample counts and everything that shapes the model
 */
record RunKey(String row, String estimator, long seed, String fingerprint) {
  RunKey {
    estimator = estimator == null ? SuiteRow.FIRST : estimator;
  }

  SuiteRow suiteRow() {
    return new SuiteRow(row, estimator);
  }

  String fileName() {
    return suiteRow().fileName() + "-" + seed;
  }
}
