package io.headwater.sensor.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/** Reads ISO-8601 times, with {@code T} or a blank between date and time. */
public final class IsoTime {
  private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ISO_DATE_TIME;

  private IsoTime() {}

  /**
   * Microseconds since the epoch of a date and time with or without offset, or of a date (its
   * midnight).
   *
   * @param zone where texts without an offset were written
   * @throws DateTimeException when the text is none of these
   */
  public static long micros(String text, ZoneId zone) {
    String trimmed = text.trim();
    if (trimmed.length() == "2000-01-01".length()) {
      return micros(LocalDate.parse(trimmed).atStartOfDay(), zone);
    }
    String withT = trimmed.replace(' ', 'T');
    TemporalAccessor parsed = DATE_TIME.parseBest(withT, ZonedDateTime::from, LocalDateTime::from);
    if (parsed instanceof LocalDateTime local) {
      return micros(local, zone);
    }
    return micros(Instant.from(parsed));
  }

  /** Microseconds since the epoch of a local time. */
  public static long micros(LocalDateTime local, ZoneId zone) {
    return micros(local.atZone(zone).toInstant());
  }

  /** Microseconds since the epoch. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
