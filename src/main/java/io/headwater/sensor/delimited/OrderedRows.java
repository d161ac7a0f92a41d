package io.headwater.sensor.delimited;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Lets rows pass whose times do not decrease. One row is held back, so that a single time that
 * leapt ahead is recognised by the row after it and does not condemn all that follow.
 */
final class OrderedRows {
  private final Outlet outlet;
  private long passed = Long.MIN_VALUE;
  private TimedRow held;

  OrderedRows(Outlet outlet) {
    this.outlet = outlet;
  }

  void add(TimedRow row) {
    if (held == null) {
      held = row;
    } else if (row.timeMicros() >= held.timeMicros()) {
      pass(held);
      held = row;
    } else if (row.timeMicros() >= passed) {
      outlet.reject(held, problem(held, "after line " + row.line(), row.timeMicros()));
      held = row;
    } else {
      outlet.reject(row, problem(row, "before line " + held.line(), held.timeMicros()));
    }
  }

  /** Lets the row that was held back pass. */
  void end() {
    if (held != null) {
      pass(held);
      held = null;
    }
  }

  private void pass(TimedRow row) {
    passed = row.timeMicros();
    outlet.pass(row);
  }

  private static String problem(TimedRow row, String relation, long other) {
    return "is at %s, %s at %s; times must not go back, so it was left out. Sort the file, or correct its clock in the mapping."
        .formatted(iso(row.timeMicros()), relation, iso(other));
  }

  private static String iso(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  /** Where rows go. */
  interface Outlet {
    void pass(TimedRow row);

    void reject(TimedRow row, String problem);
  }
}
