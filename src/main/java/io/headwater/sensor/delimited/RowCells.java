package io.headwater.sensor.delimited;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Splits a line into cells. */
final class RowCells {
  private final CSVFormat format;

  /**
   * @param delimiter one character; a comma when null
   */
  RowCells(String delimiter) {
    this.format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter == null ? "," : delimiter)
            .setTrim(true)
            .setIgnoreEmptyLines(false)
            .get();
  }

  /** Cells of a line, trimmed, without quotes. */
  String[] split(String line) throws BadRow {
    if (line.isEmpty()) {
      return new String[] {""};
    }
    try (CSVParser parser = CSVParser.parse(line, format)) {
      List<CSVRecord> records = parser.getRecords();
      return records.get(0).values();
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new BadRow("has a quote that does not end: " + e.getMessage());
    }
  }
}
