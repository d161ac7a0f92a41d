package io.headwater.sensor.delimited;

import io.headwater.sensor.source.IsoTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two columns, a day number from 1 and a time of day. Day numbers that a device wrote wrongly are
 * corrected as declared, counted and told.
 */
final class DayTimeClock implements RowClock {
  private final LocalDate firstDay;
  private final ZoneId zone;
  private final Map<Integer, Integer> corrections;
  private final Map<Integer, Corrected> corrected = new TreeMap<>();

  /**
   * @param firstDay date of day 1
   * @param corrections day number as written → day number as meant
   */
  DayTimeClock(LocalDate firstDay, ZoneId zone, Map<Integer, Integer> corrections) {
    this.firstDay = firstDay;
    this.zone = zone;
    this.corrections = corrections;
  }

  @Override
  public long micros(String[] timeCells, long line) throws BadRow {
    int day = day(timeCells[0], line);
    try {
      String time = timeCells[1].indexOf(':') == 1 ? "0" + timeCells[1] : timeCells[1];
      return IsoTime.micros(firstDay.plusDays(day - 1L).atTime(LocalTime.parse(time)), zone);
    } catch (DateTimeException e) {
      throw new BadRow(
          "holds '" + timeCells[1] + "', which is not a time of day; it was left out.");
    }
  }

  private int day(String cell, long line) throws BadRow {
    int written;
    try {
      written = Integer.parseInt(cell);
    } catch (NumberFormatException e) {
      throw new BadRow("holds '" + cell + "', which is not a day number; it was left out.");
    }
    Integer meant = corrections.get(written);
    if (meant != null) {
      corrected.computeIfAbsent(written, w -> new Corrected(line)).rows++;
      return meant;
    }
    if (written < 1) {
      throw new BadRow(
          "is of day %d, but days count from 1; it was left out. If the device wrote the day wrongly, correct it in the mapping, as in days: {%d: 2}."
              .formatted(written, written));
    }
    return written;
  }

  @Override
  public List<String> notes() {
    return corrected.entrySet().stream()
        .map(
            e ->
                "Day %d was taken as %d in %d rows, first in line %d."
                    .formatted(
                        e.getKey(),
                        corrections.get(e.getKey()),
                        e.getValue().rows,
                        e.getValue().firstLine))
        .toList();
  }

  private static final class Corrected {
    private final long firstLine;
    private long rows;

    Corrected(long firstLine) {
      this.firstLine = firstLine;
    }
  }
}
