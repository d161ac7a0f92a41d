package io.headwater.dashboard;

/**
 * How a reader stands with the broker.
 *
 * @param up whether it answered when last asked
 * @param sinceMillis since when, wall clock, milliseconds since the epoch
 * @param behind records committed and not yet read, transaction markers included
 * @param caughtUp whether the history there was at the start has been read
 */
record BrokerState(boolean up, long sinceMillis, long behind, boolean caughtUp) {
  static BrokerState unknown() {
    return new BrokerState(false, System.currentTimeMillis(), 0, false);
  }

  BrokerState answered(long left) {
    return new BrokerState(
        true, up ? sinceMillis : System.currentTimeMillis(), left, caughtUp || left == 0);
  }

  BrokerState silent() {
    return new BrokerState(false, up ? System.currentTimeMillis() : sinceMillis, behind, caughtUp);
  }
}
