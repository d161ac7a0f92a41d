package io.headwater.sensor.edf;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The start of a recording from the texts of a header. */
final class EdfStart {
  private static final Pattern TRIPLE =
      Pattern.compile("(\\d{1,2})[.:/-](\\d{1,2})[.:/-](\\d{1,2})");
  private static final Pattern START_DATE = Pattern.compile("^Startdate\\s+(\\S+)");
  private static final DateTimeFormatter DAY_MONTH_YEAR =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("dd-MMM-yyyy")
          .toFormatter(Locale.ENGLISH);

  /** First two-digit year of the past century: the year clipping date of the specification. */
  private static final int CLIPPING_YEAR = 85;

  private EdfStart() {}

  /**
   * @param date {@code dd.MM.yy}
   * @param time {@code HH.mm.ss}
   * @param recording recording identification; its {@code Startdate} has the year in four digits
   *     and wins where it is given (EDF+ 2.1.3.3)
   */
  static Optional<LocalDateTime> parse(String date, String time, String recording) {
    Optional<LocalDate> day = startDate(recording).or(() -> headerDate(date));
    return day.flatMap(d -> headerTime(time).map(d::atTime));
  }

  private static Optional<LocalDate> startDate(String recording) {
    Matcher matcher = START_DATE.matcher(recording);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(matcher.group(1), DAY_MONTH_YEAR));
    } catch (DateTimeException e) {
      return Optional.empty(); // "X", or a text of the device: the header's date remains
    }
  }

  private static Optional<LocalDate> headerDate(String date) {
    Matcher m = TRIPLE.matcher(date);
    if (!m.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(m.group(3));
    int century = year >= CLIPPING_YEAR ? 1900 : 2000;
    try {
      return Optional.of(
          LocalDate.of(century + year, Integer.parseInt(m.group(2)), Integer.parseInt(m.group(1))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalTime> headerTime(String time) {
    Matcher m = TRIPLE.matcher(time);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalTime.of(
              Integer.parseInt(m.group(1)),
              Integer.parseInt(m.group(2)),
              Integer.parseInt(m.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
