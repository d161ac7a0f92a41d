package io.headwater.suite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
  private static final int FINGERPRINT_DIGITS = 16;

  RunKey {
    estimator = estimator == null ? SuiteRow.FIRST : estimator;
  }

  SuiteRow suiteRow() {
    return new SuiteRow(row, estimator);
  }

  /** Of everything that shapes a run. */
  static String fingerprint(String settings) {
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(settings.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256).substring(0, FINGERPRINT_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  String fileName() {
    return suiteRow().fileName() + "-" + seed;
  }
}
