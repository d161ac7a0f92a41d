package io.headwater.sensor.delimited;

import io.headwater.sensor.DelimitedMapping;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.SensorRecord;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.source.Rejections;
import io.headwater.sensor.source.StepwiseReader;
import io.headwater.sensor.source.TextLines;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The rows of a delimited file, one line per step. */
final class DelimitedRows implements StepwiseReader.Step {
  private final TextLines lines;
  private final DelimitedMapping mapping;
  private final RowCells split;
  private final int[] timeColumns;
  private final RowValues values;
  private final Rejections rejections;
  private final RowClock clock; // null: rows follow each other at the period
  private final RowSink sink;
  private String first;

  /**
   * @param first a first row that was read already, or null
   */
  DelimitedRows(
      TextLines lines,
      RowCells split,
      int[] timeColumns,
      RowValues values,
      ReadRequest request,
      String first)
      throws RecordingException {
    this.lines = lines;
    this.mapping = request.rule().mapping();
    this.split = split;
    this.timeColumns = timeColumns;
    this.values = values;
    this.rejections = new Rejections(request.file());
    this.clock = RowClocks.isRow(mapping) ? null : RowClocks.of(request);
    this.sink = RowSink.of(request, rejections);
    this.first = first;
  }

  @Override
  public boolean read(Consumer<SensorRecord> out) throws IOException {
    String line = first == null ? lines.next() : first;
    first = null;
    if (line == null) {
      return false;
    }
    if (!isSkipped(line, mapping)) {
      take(line, out);
    }
    return true;
  }

  private void take(String line, Consumer<SensorRecord> out) {
    try {
      String[] cells = split.split(line);
      values.requireWidth(cells);
      long time = clock == null ? 0 : clock.micros(timeCells(cells), lines.number());
      sink.row(new TimedRow(lines.number(), time, values.of(cells), line), out);
    } catch (BadRow bad) {
      out.accept(rejections.line(lines.number(), bad.getMessage(), line));
      sink.lost(out);
    }
  }

  private String[] timeCells(String[] cells) {
    String[] time = new String[timeColumns.length];
    for (int i = 0; i < time.length; i++) {
      time[i] = cells[timeColumns[i]];
    }
    return time;
  }

  /** Whether a line is no row: blank or a comment. */
  static boolean isSkipped(String line, DelimitedMapping mapping) {
    return line.isBlank() || mapping.comment() != null && line.startsWith(mapping.comment());
  }

  @Override
  public void flush(Consumer<SensorRecord> out) {
    sink.end(out);
  }

  @Override
  public List<String> notes() {
    return Stream.concat(
            clock == null ? Stream.empty() : clock.notes().stream(), sink.notes().stream())
        .toList();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
