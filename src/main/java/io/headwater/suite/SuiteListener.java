package io.headwater.suite;

import java.time.Duration;

/** Told how a suite goes on; calls come one at a time. */
public interface SuiteListener {
  /** A run begins. */
  void started(String row, long seed);

  /**
   * A run has ended.
   *
   * @param line what it came to, for people
   * @param done runs done so far, those of an earlier start included
   * @param all runs in all
   * @param left time that the rest will take about
   */
  void finished(String line, int done, int all, Duration left);

  /** A run has failed; the others go on. */
  void failed(String row, long seed, String why);
}
