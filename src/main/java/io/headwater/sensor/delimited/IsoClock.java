package io.headwater.sensor.delimited;

import io.headwater.sensor.source.IsoTime;
import java.time.DateTimeException;
import java.time.ZoneId;

/** One column with an ISO-8601 time, or two with date and time of day. */
record IsoClock(ZoneId zone) implements RowClock {
  @Override
  public long micros(String[] timeCells, long line) throws BadRow {
    String text = String.join("T", timeCells);
    try {
      return IsoTime.micros(text, zone);
    } catch (DateTimeException e) {
      throw new BadRow("holds '" + text + "', which is not an ISO-8601 time; it was left out.");
    }
  }
}
