package io.headwater.sensor.e4;

import io.headwater.sensor.SensorRecord;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.source.RegularRun;
import io.headwater.sensor.source.Rejections;
import io.headwater.sensor.source.SampleText;
import io.headwater.sensor.source.StepwiseReader;
import io.headwater.sensor.source.TextLines;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/** A regular signal: start time, rate, then one line per sample. */
final class E4Samples implements StepwiseReader.Step {
  private final TextLines lines;
  private final E4Signal signal;
  private final int[] columns;
  private final RegularRun run;
  private final Rejections rejections;
  private final long startMicros;
  private final float[] row;
  private boolean begun;

  private E4Samples(
      TextLines lines,
      E4Signal signal,
      int[] columns,
      long startMicros,
      double period,
      ReadRequest request) {
    this.lines = lines;
    this.signal = signal;
    this.columns = columns;
    this.startMicros = startMicros;
    this.rejections = new Rejections(request.file());
    this.row = new float[columns.length];
    this.run =
        new RegularRun(
            request.origin(signal.unit()),
            period,
            request.chunkLength().samples(period, columns.length));
  }

  static E4Samples begin(TextLines lines, E4Signal signal, int[] columns, ReadRequest request)
      throws IOException {
    BigDecimal start = E4Lines.headNumber(lines, "the start time in Unix seconds", request);
    BigDecimal rate = E4Lines.headNumber(lines, "the rate in Hz", request);
    if (rate.signum() <= 0) {
      throw request.refuse("gives a rate of " + rate + " Hz; it must be positive.");
    }
    return new E4Samples(
        lines, signal, columns, E4Lines.micros(start), 1e6 / rate.doubleValue(), request);
  }

  @Override
  public boolean read(Consumer<SensorRecord> out) throws IOException {
    if (!begun) {
      begun = true;
      run.begin(startMicros, out);
    }
    String line = lines.next();
    if (line == null) {
      return false;
    }
    if (!line.isBlank()) {
      take(line, out);
    }
    return true;
  }

  /** A line that cannot be read is rejected and leaves a missing sample, so the clock holds. */
  private void take(String line, Consumer<SensorRecord> out) {
    String[] cells = E4Lines.cells(line);
    String problem = problem(cells);
    if (problem.isEmpty()) {
      run.add(row, out);
    } else {
      out.accept(rejections.line(lines.number(), problem, line));
      run.addMissing(out);
    }
  }

  /** Fills the row, or says in what the cells fall short. */
  private String problem(String[] cells) {
    if (cells.length != signal.columns().size()) {
      return "has "
          + cells.length
          + " columns; "
          + signal
          + " has "
          + signal.columns().size()
          + ".";
    }
    for (int c = 0; c < columns.length; c++) {
      try {
        row[c] = signal.physical(SampleText.parse(cells[columns[c]]));
      } catch (NumberFormatException e) {
        return "holds '" + cells[columns[c]] + "', which is not a number; its sample is missing.";
      }
    }
    return "";
  }

  @Override
  public void flush(Consumer<SensorRecord> out) {
    run.flush(out);
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
