package io.headwater.cli;

import io.headwater.suite.SuiteListener;
import java.io.PrintWriter;
import java.time.Duration;

/** Tells the progress of a suite on standard error, a line for each run. */
final class SuiteProgress implements SuiteListener {
  private static final long MINUTE = 60;

  private final PrintWriter err;

  SuiteProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void started(String row, long seed) {
    err.printf("%s seed %d ...%n", row, seed);
    err.flush();
  }

  @Override
  public void finished(String line, int done, int all, Duration left) {
    err.printf("%s; %d of %d%s%n", line, done, all, done == all ? "" : ", " + about(left));
    err.flush();
  }

  private static String about(Duration left) {
    return left.toSeconds() < 2 * MINUTE
        ? "about %d s left".formatted(left.toSeconds())
        : "about %,d min left".formatted(left.toMinutes());
  }

  @Override
  public void failed(String row, long seed, String why) {
    err.printf("%s seed %d failed: %s%n", row, seed, why);
    err.flush();
  }
}
