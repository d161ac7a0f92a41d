package io.headwater.sensor.wfdb;

import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@code .hea} file. */
final class WfdbHeaderParser {
  /** Rate that header(5) lays down where none is written. */
  private static final double DEFAULT_RATE = 250;

  /** Gain that header(5) lays down where none or zero is written. */
  private static final double DEFAULT_GAIN = 200;

  private static final Pattern FORMAT =
      Pattern.compile("(\\d+)(?:x(\\d+))?(?::(\\d+))?(?:\\+(\\d+))?");
  private static final Pattern GAIN =
      Pattern.compile("([-+0-9.eE]+)(?:\\((-?\\d+)\\))?(?:/(\\S+))?");

  private final Path file;

  WfdbHeaderParser(Path file) {
    this.file = file;
  }

  WfdbHeader read() throws IOException {
    List<String> lines = new ArrayList<>();
    try (TextLines text = TextLines.open(file)) {
      for (String line = text.next(); line != null; line = text.next()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line.trim());
        }
      }
    }
    if (lines.isEmpty()) {
      throw refuse("holds no record line; it is empty or not a WFDB header.");
    }
    return header(lines);
  }

  private WfdbHeader header(List<String> lines) throws RecordingException {
    String[] record = lines.get(0).split("\\s+");
    if (record[0].contains("/")) {
      throw refuse("is a multi-segment record ('" + record[0] + "'); name the segments' headers.");
    }
    int count = whole(field(record, 1, ""), "the number of signals");
    if (count < 1 || lines.size() - 1 < count) {
      throw refuse(
          "announces "
              + count
              + " signals but describes "
              + (lines.size() - 1)
              + "; it is damaged.");
    }
    List<WfdbSignal> signals = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      signals.add(signal(lines.get(i), i));
    }
    double rate = decimal(field(record, 2, "" + DEFAULT_RATE).split("[/(]")[0], "the rate");
    if (!(rate > 0)) {
      throw refuse("gives a rate of " + rate + " Hz; it must be positive.");
    }
    long frames = record.length > 3 ? whole(record[3], "the number of samples") : -1;
    return new WfdbHeader(file, record[0], rate, frames == 0 ? -1 : frames, start(record), signals);
  }

  /** Base time and date, {@code HH:mm:ss[.sss] dd/MM/yyyy}. */
  private Optional<LocalDateTime> start(String[] record) throws RecordingException {
    if (record.length < 6) {
      return Optional.empty();
    }
    String[] date = record[5].split("/");
    String time = record[4].indexOf(':') == 1 ? "0" + record[4] : record[4];
    try {
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(date[2]), Integer.parseInt(date[1]), Integer.parseInt(date[0]));
      return Optional.of(day.atTime(LocalTime.parse(time)));
    } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw refuse(
          "gives '" + record[4] + " " + record[5] + "', which is not a base time and date.");
    }
  }

  private WfdbSignal signal(String line, int number) throws RecordingException {
    String[] fields = line.split("\\s+", 9);
    String of = " of signal " + number;
    Matcher format = FORMAT.matcher(field(fields, 1, ""));
    if (!format.matches()) {
      throw refuse("gives '" + field(fields, 1, "") + "' for the format" + of + "; it is damaged.");
    }
    requireFormat16(format, number);
    Matcher gain = GAIN.matcher(field(fields, 2, "" + DEFAULT_GAIN));
    if (!gain.matches()) {
      throw refuse(
          "gives '" + fields[2] + "' for the gain" + of + ", which is not gain(baseline)/unit.");
    }
    double units = decimal(gain.group(1), "the gain" + of);
    int zero = whole(field(fields, 4, "0"), "the ADC zero" + of);
    return new WfdbSignal(
        fields[0],
        format.group(2) == null ? 1 : whole(format.group(2), "samples per frame" + of),
        format.group(4) == null ? 0 : whole(format.group(4), "the byte offset" + of),
        units == 0 ? DEFAULT_GAIN : units,
        gain.group(2) == null ? zero : whole(gain.group(2), "the baseline" + of),
        gain.group(3) == null ? "mV" : gain.group(3),
        optional(fields, 5, "the initial value" + of),
        optional(fields, 6, "the checksum" + of),
        field(fields, 8, "signal " + number));
  }

  private void requireFormat16(Matcher format, int number) throws RecordingException {
    if (!format.group(1).equals("16")) {
      throw refuse(
          "signal %d is stored in format %s; only format 16 can be read. Convert it with xform -f 16."
              .formatted(number, format.group(1)));
    }
    if (format.group(3) != null && !format.group(3).equals("0")) {
      throw refuse(
          "signal "
              + number
              + " is skewed by "
              + format.group(3)
              + " samples, which cannot be undone here.");
    }
    if ("0".equals(format.group(2))) {
      throw refuse("signal " + number + " has 0 samples per frame; the header is damaged.");
    }
  }

  private OptionalInt optional(String[] fields, int at, String what) throws RecordingException {
    return fields.length > at ? OptionalInt.of(whole(fields[at], what)) : OptionalInt.empty();
  }

  private static String field(String[] fields, int at, String otherwise) {
    return fields.length > at ? fields[at] : otherwise;
  }

  private int whole(String text, String what) throws RecordingException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw refuse("gives '" + text + "' for " + what + ", which is not a whole number.");
    }
  }

  private double decimal(String text, String what) throws RecordingException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw refuse("gives '" + text + "' for " + what + ", which is not a number.");
    }
  }

  private RecordingException refuse(String problem) {
    return new RecordingException(file, problem);
  }
}
