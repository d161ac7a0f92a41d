package io.headwater.discover;

import io.headwater.evaluate.LatentsWithCovariates.Column;
import io.headwater.sensor.RecordingException;
import io.headwater.wire.files.LatentsCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Measured quantities of subjects, or of their windows: a CSV file with a header, a column {@code
 * subject}, optionally {@code window_start} (ISO 8601, as in {@code latents.csv}), and numbers.
 */
public final class CovariateTable {
  private static final String SUBJECT = "subject";
  private static final String WINDOW = "window_start";
  private static final long ANY_WINDOW = Long.MIN_VALUE;

  private record Place(String subject, long windowStart) {}

  private final List<String> names;
  private final boolean byWindow;
  private final Map<Place, double[]> rows = new HashMap<>();

  private CovariateTable(List<String> names, boolean byWindow) {
    this.names = names;
    this.byWindow = byWindow;
  }

  /**
   * @throws RecordingException when the file lacks a column, has none to use, tells of a subject
   *     (or a window of it) twice, or a cell is no number
   */
  public static CovariateTable read(Path file) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    try (CSVParser parser = format.parse(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
      List<String> header = parser.getHeaderNames();
      if (!header.contains(SUBJECT)) {
        throw new RecordingException(
            file, "has no column 'subject'; its header is %s.".formatted(header));
      }
      List<String> names =
          header.stream().filter(c -> !c.equals(SUBJECT) && !c.equals(WINDOW)).toList();
      if (names.isEmpty()) {
        throw new RecordingException(file, "has no column beside those that name the row.");
      }
      CovariateTable table = new CovariateTable(names, header.contains(WINDOW));
      for (CSVRecord row : parser) {
        table.add(file, row);
      }
      return table;
    } catch (NoSuchFileException e) {
      throw new RecordingException(file, "does not exist.", e);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new RecordingException(file, "is not a table: " + e.getMessage(), e);
    }
  }

  private void add(Path file, CSVRecord row) throws RecordingException {
    if (!row.isConsistent()) {
      throw new RecordingException(
          file,
          "record %d has %d cells, the header names %d."
              .formatted(
                  row.getRecordNumber(), row.size(), row.getParser().getHeaderNames().size()));
    }
    double[] values = new double[names.size()];
    for (int c = 0; c < values.length; c++) {
      values[c] = number(file, row, names.get(c));
    }
    Place place = new Place(row.get(SUBJECT), byWindow ? start(file, row) : ANY_WINDOW);
    if (rows.put(place, values) != null) {
      throw new RecordingException(
          file,
          "record %d tells of '%s' again%s."
              .formatted(
                  row.getRecordNumber(),
                  place.subject(),
                  byWindow
                      ? " at " + row.get(WINDOW)
                      : "; one row per subject is read, or one per window with a column window_start"));
    }
  }

  private static double number(Path file, CSVRecord row, String column) throws RecordingException {
    String cell = row.get(column);
    if (cell.isEmpty()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new RecordingException(
          file,
          "record %d has '%s' for %s, which is no number; write categories as numbers, unknown as an empty cell."
              .formatted(row.getRecordNumber(), cell, column),
          e);
    }
  }

  private static long start(Path file, CSVRecord row) throws RecordingException {
    try {
      return LatentsCsv.micros(row.get(WINDOW));
    } catch (DateTimeParseException e) {
      throw new RecordingException(
          file,
          "record %d begins at '%s'; a time such as 2026-01-31T22:00:00Z is needed."
              .formatted(row.getRecordNumber(), row.get(WINDOW)),
          e);
    }
  }

  public List<String> names() {
    return names;
  }

  /** Columns over the rows of these latents; NaN where nothing is told. */
  public List<Column> along(EstimatedLatents latents) {
    int count = latents.subjects().size();
    double[][] columns = new double[names.size()][count];
    double[] unknown = new double[names.size()];
    Arrays.fill(unknown, Double.NaN);
    for (int r = 0; r < count; r++) {
      long start = byWindow ? latents.windowStarts().get(r) : ANY_WINDOW;
      double[] values = rows.getOrDefault(new Place(latents.subjects().get(r), start), unknown);
      for (int c = 0; c < values.length; c++) {
        columns[c][r] = values[c];
      }
    }
    List<Column> along = new ArrayList<>();
    for (int c = 0; c < columns.length; c++) {
      along.add(new Column(names.get(c), columns[c]));
    }
    return along;
  }
}
