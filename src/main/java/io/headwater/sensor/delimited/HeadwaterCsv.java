package io.headwater.sensor.delimited;

import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.IsoTime;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.source.StepwiseReader;
import io.headwater.sensor.source.TextLines;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Headwater's own CSV form: header {@code subject,time,<channel…>}, time in ISO-8601 (UTC unless it
 * names an offset) or whole microseconds since the epoch, empty cell = missing, rows of several
 * subjects in any mixture as long as each subject's times do not decrease.
 *
 * <p>Samples are irregular, unless all steps within a chunk are exactly the same.
 */
public final class HeadwaterCsv {
  /** Subject of a request for all subjects of a file. */
  public static final String ALL_SUBJECTS = "*";

  private static final Pattern MICROS = Pattern.compile("-?\\d{1,18}");

  private HeadwaterCsv() {}

  /**
   * Opens a file for one subject, or for {@link #ALL_SUBJECTS}.
   *
   * @throws RecordingException when the header is not of this form or lacks a channel
   */
  public static ChunkReader open(ReadRequest request) throws IOException {
    TextLines lines = TextLines.open(request.file());
    try {
      RowCells split = new RowCells(null);
      return new StepwiseReader(new CsvRows(lines, split, columns(lines, split, request), request));
    } catch (IOException e) {
      lines.close();
      throw e;
    }
  }

  private static RowValues columns(TextLines lines, RowCells split, ReadRequest request)
      throws IOException {
    String header = lines.next();
    if (header == null) {
      throw request.refuse("is empty; its first line should be subject,time,<channel…>.");
    }
    Columns columns;
    try {
      columns = new Columns(request.file(), Arrays.asList(split.split(header)));
    } catch (BadRow e) {
      throw request.refuse("its first line " + e.getMessage() + ".");
    }
    List<String> names = columns.names();
    if (names.size() < 3 || !names.subList(0, 2).equals(List.of("subject", "time"))) {
      throw request.refuse(
          "begins with the columns %s; the first two should be subject,time and channels follow."
              .formatted(names));
    }
    List<String> channels = request.modality().channels();
    int[] values = new int[channels.size()];
    for (int c = 0; c < values.length; c++) {
      values[c] =
          columns.index(
              request.label(channels.get(c)),
              "channel '" + channels.get(c) + "' of modality '" + request.modality().name() + "'");
    }
    return new RowValues(values, names.size(), names, List.of());
  }

  /** Time of a cell, microseconds since the epoch. */
  static long micros(String cell) throws BadRow {
    try {
      return MICROS.matcher(cell).matches()
          ? Long.parseLong(cell)
          : IsoTime.micros(cell, ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new BadRow(
          "holds '%s' in column 'time', which is neither ISO-8601 nor microseconds since 1970; it was left out."
              .formatted(cell));
    }
  }

  /** The subject of a line: its first cell, without splitting the rest. */
  static String subject(String line) {
    int comma = line.indexOf(',');
    String cell = (comma < 0 ? line : line.substring(0, comma)).trim();
    boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
    return quoted ? cell.substring(1, cell.length() - 1) : cell;
  }
}
