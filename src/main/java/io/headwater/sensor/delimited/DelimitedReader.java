package io.headwater.sensor.delimited;

import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.DelimitedMapping;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.source.StepwiseReader;
import io.headwater.sensor.source.TextLines;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Opens a delimited text file by its rule's mapping. Samples are irregular unless the mapping gives
 * a period. Rows that share a time keep their order. A row with the wrong number of columns, a text
 * that is no number, or a wrong time is rejected with its line number, and reading goes on.
 */
public final class DelimitedReader {
  private DelimitedReader() {}

  /**
   * @throws RecordingException when the mapping does not hang together or the file lacks a column
   */
  public static ChunkReader open(ReadRequest request) throws IOException {
    check(request);
    TextLines lines = TextLines.open(request.file());
    try {
      return new StepwiseReader(begin(lines, request));
    } catch (IOException e) {
      lines.close();
      throw e;
    }
  }

  /** Refuses a rule whose mapping does not hang together, before any file is opened. */
  public static void check(ReadRequest request) throws RecordingException {
    RowClocks.check(request);
  }

  private static DelimitedRows begin(TextLines lines, ReadRequest request) throws IOException {
    DelimitedMapping mapping = request.rule().mapping();
    RowCells split = new RowCells(mapping.delimiter());
    boolean named = mapping.header() == null || mapping.header();
    String first = firstLine(lines, mapping, request);
    Columns columns = columns(split, first, named, request);
    int[] time = new int[mapping.time().size()];
    for (int i = 0; i < time.length; i++) {
      time[i] = columns.index(mapping.time().get(i), "the time");
    }
    List<String> channels = request.modality().channels();
    int[] values = new int[channels.size()];
    for (int c = 0; c < values.length; c++) {
      values[c] =
          columns.index(request.label(channels.get(c)), "channel '" + channels.get(c) + "'");
    }
    RowValues rowValues =
        new RowValues(values, columns.names().size(), columns.names(), mapping.missing());
    return new DelimitedRows(lines, split, time, rowValues, request, named ? null : first);
  }

  private static String firstLine(TextLines lines, DelimitedMapping mapping, ReadRequest request)
      throws IOException {
    String line = lines.next();
    while (line != null && DelimitedRows.isSkipped(line, mapping)) {
      line = lines.next();
    }
    if (line == null) {
      throw request.refuse("is empty; there is no header and no row.");
    }
    return line;
  }

  private static Columns columns(RowCells split, String first, boolean named, ReadRequest request)
      throws RecordingException {
    try {
      String[] cells = split.split(first);
      return named
          ? new Columns(request.file(), Arrays.asList(cells))
          : Columns.numbered(request.file(), cells.length);
    } catch (BadRow e) {
      throw request.refuse("its first line " + e.getMessage() + ".");
    }
  }
}
