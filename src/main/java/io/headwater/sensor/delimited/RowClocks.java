package io.headwater.sensor.delimited;

import io.headwater.sensor.DelimitedMapping;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.NearestName;
import io.headwater.sensor.source.ReadRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Chooses the clock that a mapping names. */
final class RowClocks {
  /** Clock → number of time columns it may have, least and most. */
  private static final Map<String, int[]> COLUMNS =
      Map.of(
          "iso", new int[] {1, 2},
          "epoch-seconds", new int[] {1, 1},
          "epoch-millis", new int[] {1, 1},
          "epoch-micros", new int[] {1, 1},
          "day-time", new int[] {2, 2},
          "row", new int[] {0, 0});

  /** Names in the order in which they are told. */
  private static final List<String> NAMES =
      List.of("iso", "epoch-seconds", "epoch-millis", "epoch-micros", "day-time", "row");

  private RowClocks() {}

  /** Whether rows have no time of their own. */
  static boolean isRow(DelimitedMapping mapping) {
    return "row".equals(mapping.clock());
  }

  /** The clock of a mapping that is not {@link #isRow}. */
  static RowClock of(ReadRequest request) throws RecordingException {
    DelimitedMapping mapping = request.rule().mapping();
    return switch (mapping.clock()) {
      case "iso" -> new IsoClock(request.zone());
      case "epoch-seconds" -> new EpochClock(6);
      case "epoch-millis" -> new EpochClock(3);
      case "epoch-micros" -> new EpochClock(0);
      default -> new DayTimeClock(firstDay(request), request.zone(), mapping.days());
    };
  }

  /** Refuses a mapping that does not hang together. */
  static void check(ReadRequest request) throws RecordingException {
    DelimitedMapping mapping = request.rule().mapping();
    if (mapping == null) {
      throw request.refuse(
          "the rule has format 'delimited' but no 'mapping'; give its clock and time columns.");
    }
    if (mapping.clock() == null || !COLUMNS.containsKey(mapping.clock())) {
      throw request.refuse(
          "clock '%s' is unknown; use one of %s.%s"
              .formatted(
                  mapping.clock(),
                  String.join(", ", NAMES),
                  mapping.clock() == null ? "" : NearestName.hint(mapping.clock(), NAMES)));
    }
    int[] bounds = COLUMNS.get(mapping.clock());
    int given = mapping.time().size();
    if (given < bounds[0] || given > bounds[1]) {
      throw request.refuse(
          "clock '%s' takes %s time columns but 'time' names %d."
              .formatted(
                  mapping.clock(),
                  bounds[0] == bounds[1] ? "" + bounds[0] : bounds[0] + " or " + bounds[1],
                  given));
    }
    if (mapping.delimiter() != null && mapping.delimiter().length() != 1) {
      throw request.refuse("delimiter '" + mapping.delimiter() + "' is not one character.");
    }
    if (mapping.period() != null && !(mapping.period() > 0)) {
      throw request.refuse("a period of " + mapping.period() + " s is not positive.");
    }
    if (isRow(mapping) && (mapping.period() == null || request.start().isEmpty())) {
      throw request.refuse(
          "clock 'row' needs the mapping's 'period' in seconds and the rule's 'start'.");
    }
    request.zone();
    firstDay(request);
  }

  private static LocalDate firstDay(ReadRequest request) throws RecordingException {
    String day = request.rule().mapping().epochDay();
    try {
      return day == null ? LocalDate.EPOCH : LocalDate.parse(day);
    } catch (DateTimeException e) {
      throw request.refuse("epochDay '" + day + "' is not an ISO date such as 2020-01-31.");
    }
  }
}
