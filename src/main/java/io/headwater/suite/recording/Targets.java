package io.headwater.suite.recording;

/** What a probe is to find out about a window; never shown to a learner. */
interface Targets {
  /**
   * The number of a class, or a quantity; NaN where it is not known or changes within the window.
   *
   * @param startMicros inclusive, microseconds since the epoch
   * @param endMicros exclusive
   */
  double of(String subject, long startMicros, long endMicros);
}
