package io.headwater.sensor.delimited;

import java.util.List;

/** Makes a time from the time cells of a row. */
interface RowClock {
  /** Microseconds since the epoch. */
  long micros(String[] timeCells, long line) throws BadRow;

  /** What was corrected on the way, one sentence each. */
  default List<String> notes() {
    return List.of();
  }
}
