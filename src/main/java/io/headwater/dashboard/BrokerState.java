package io.headwater.dashboard;

/**
 * How a reader stands with the broker.
 *
 * @param up whether it answered when last asked
 * @param sinceMillis since when, wall clock, milliseconds since the epoch
 * @param caughtUp whether the history that was there at the start has been read
 */
record BrokerState(boolean up, long sinceMillis, boolean caughtUp) {
  static BrokerState unknown() {
    return new BrokerState(false, System.currentTimeMillis(), false);
  }

  BrokerState answered(boolean historyRead) {
    return new BrokerState(
        true, up ? sinceMillis : System.currentTimeMillis(), caughtUp || historyRead);
  }

  BrokerState silent() {
    return new BrokerState(false, up ? System.currentTimeMillis() : sinceMillis, caughtUp);
  }

  /** Of two readers: up when both are, down since the first that is. */
  BrokerState and(BrokerState other) {
    boolean both = up && other.up;
    long since =
        both ? Math.max(sinceMillis, other.sinceMillis) : Math.min(downSince(), other.downSince());
    return new BrokerState(both, since, caughtUp && other.caughtUp);
  }

  private long downSince() {
    return up ? Long.MAX_VALUE : sinceMillis;
  }
}
