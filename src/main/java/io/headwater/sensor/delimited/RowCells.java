package io.headwater.sensor.delimited;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Splits a line into cells. */
final class RowCells {
  private static final char QUOTE = '"';

  private final CSVFormat format;
  private final char delimiter;

  /**
   * @param delimiter one character; a comma when null
   */
  RowCells(String delimiter) {
    this.delimiter = delimiter == null ? ',' : delimiter.charAt(0);
    this.format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(this.delimiter)
            .setTrim(true)
            .setIgnoreEmptyLines(false)
            .get();
  }

  /** Cells of a line, trimmed, without quotes. */
  String[] split(String line) throws BadRow {
    return line.indexOf(QUOTE) < 0 ? splitPlain(line) : splitQuoted(line);
  }

  /** Nearly all lines of recordings have no quote and need no parser of their own. */
  private String[] splitPlain(String line) {
    int count = 1;
    for (int i = 0; i < line.length(); i++) {
      count += line.charAt(i) == delimiter ? 1 : 0;
    }
    String[] cells = new String[count];
    int from = 0;
    for (int c = 0; c < count; c++) {
      int to = line.indexOf(delimiter, from);
      cells[c] = line.substring(from, to < 0 ? line.length() : to).trim();
      from = to + 1;
    }
    return cells;
  }

  private String[] splitQuoted(String line) throws BadRow {
    try (CSVParser parser = CSVParser.parse(line, format)) {
      List<CSVRecord> records = parser.getRecords();
      return records.get(0).values();
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new BadRow("has a quote that does not end: " + e.getMessage());
    }
  }
}
