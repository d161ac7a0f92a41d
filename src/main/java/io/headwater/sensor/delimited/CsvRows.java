package io.headwater.sensor.delimited;

import io.headwater.sensor.SensorRecord;
import io.headwater.sensor.source.IrregularRun;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.source.Rejections;
import io.headwater.sensor.source.StepwiseReader;
import io.headwater.sensor.source.TextLines;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The rows of a Headwater CSV file. Each subject has a run of its own; when all runs together hold
 * {@link #MAX_BUFFERED_VALUES}, all are sent. So memory is bounded by that, plus one row and a few
 * counters per subject.
 */
final class CsvRows implements StepwiseReader.Step {
  /** 4 Mi values, 16 MiB: a thousand subjects with chunks of a thousand samples and 4 channels. */
  static final long MAX_BUFFERED_VALUES = 1L << 22;

  private final TextLines lines;
  private final RowCells split;
  private final RowValues values;
  private final ReadRequest request;
  private final Rejections rejections;
  private final Map<String, Subject> subjects = new LinkedHashMap<>(); // in order of appearance
  private final Set<Subject> gathering = new LinkedHashSet<>(); // longest without a row first
  private long bufferedRows;
  private Consumer<SensorRecord> out;

  CsvRows(TextLines lines, RowCells split, RowValues values, ReadRequest request) {
    this.lines = lines;
    this.split = split;
    this.values = values;
    this.request = request;
    this.rejections = new Rejections(request.file());
  }

  @Override
  public boolean read(Consumer<SensorRecord> out) throws IOException {
    this.out = out;
    String line = lines.next();
    if (line == null) {
      return false;
    }
    if (!line.isBlank() && isWanted(line)) {
      take(line);
    }
    return true;
  }

  private boolean isWanted(String line) {
    return request.subject().equals(HeadwaterCsv.ALL_SUBJECTS)
        || request.subject().equals(HeadwaterCsv.subject(line));
  }

  private void take(String line) {
    try {
      String[] cells = split.split(line);
      values.requireWidth(cells);
      if (cells[0].isEmpty()) {
        throw new BadRow("names no subject; it was left out.");
      }
      long time = HeadwaterCsv.micros(cells[1]);
      TimedRow row = new TimedRow(lines.number(), time, values.of(cells), line);
      Subject subject = subjects.computeIfAbsent(cells[0], Subject::new);
      gathering.remove(subject);
      releaseSilent(time);
      gathering.add(subject);
      subject.latestMicros = time;
      subject.ordered.add(row);
    } catch (BadRow bad) {
      out.accept(rejections.line(lines.number(), bad.getMessage(), line));
    }
  }

  /**
   * Sends what is left of subjects without a row for as long as a chunk. A file of several subjects
   * is in time order, so their chunk is complete; held back until their next row, or the end of the
   * file, it might come too late.
   */
  private void releaseSilent(long nowMicros) {
    Iterator<Subject> longestSilent = gathering.iterator();
    while (longestSilent.hasNext()) {
      Subject subject = longestSilent.next();
      if (nowMicros - subject.latestMicros < subject.spanMicros) {
        return;
      }
      longestSilent.remove();
      subject.ordered.end();
      bufferedRows -= subject.run.rows();
      subject.run.flush(out);
    }
  }

  private void flushAll() {
    for (Subject subject : subjects.values()) {
      subject.run.flush(out);
    }
    bufferedRows = 0;
  }

  @Override
  public void flush(Consumer<SensorRecord> out) {
    this.out = out;
    subjects.values().forEach(subject -> subject.ordered.end());
    flushAll();
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** The rows of one subject. */
  private final class Subject implements OrderedRows.Outlet {
    private final OrderedRows ordered = new OrderedRows(this);
    private final IrregularRun run;
    private final long spanMicros;
    private long latestMicros;

    Subject(String name) {
      ReadRequest own = new ReadRequest(request.file(), name, request.modality(), request.rule());
      this.run = new IrregularRun(own.origin(""), own.chunkLength(), true);
      this.spanMicros = own.chunkLength().micros();
    }

    @Override
    public void pass(TimedRow row) {
      int before = run.rows();
      run.add(row.timeMicros(), row.values(), out);
      bufferedRows += run.rows() - before;
      if (bufferedRows * row.values().length >= MAX_BUFFERED_VALUES) {
        flushAll();
      }
    }

    @Override
    public void reject(TimedRow row, String problem) {
      out.accept(rejections.line(row.line(), problem, row.text()));
    }
  }
}
