package io.headwater.sensor.e4;

import io.headwater.sensor.SensorRecord;
import io.headwater.sensor.source.IrregularRun;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.source.Rejections;
import io.headwater.sensor.source.SampleText;
import io.headwater.sensor.source.StepwiseReader;
import io.headwater.sensor.source.TextLines;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Intervals between beats: start time, then per beat its offset from the start and the interval
 * before it, both in seconds. A chunk has one irregular sample per beat.
 */
final class E4Beats implements StepwiseReader.Step {
  private final TextLines lines;
  private final IrregularRun run;
  private final Rejections rejections;
  private final long startMicros;
  private final float[] row;
  private long last = Long.MIN_VALUE;

  private E4Beats(TextLines lines, long startMicros, ReadRequest request) {
    this.lines = lines;
    this.startMicros = startMicros;
    this.rejections = new Rejections(request.file());
    this.row = new float[request.modality().channels().size()];
    this.run = new IrregularRun(request.origin(E4Signal.IBI.unit()), request.chunkLength(), false);
  }

  static E4Beats begin(TextLines lines, ReadRequest request) throws IOException {
    BigDecimal start = E4Lines.headNumber(lines, "the start time in Unix seconds", request);
    return new E4Beats(lines, E4Lines.micros(start), request);
  }

  @Override
  public boolean read(Consumer<SensorRecord> out) throws IOException {
    String line = lines.next();
    if (line == null) {
      return false;
    }
    if (!line.isBlank()) {
      take(line, out);
    }
    return true;
  }

  private void take(String line, Consumer<SensorRecord> out) {
    String[] cells = E4Lines.cells(line);
    if (cells.length != 2) {
      reject("has " + cells.length + " columns; IBI has two, offset and interval.", line, out);
      return;
    }
    try {
      long time = startMicros + E4Lines.micros(new BigDecimal(cells[0]));
      Arrays.fill(row, E4Signal.IBI.physical(SampleText.parse(cells[1])));
      if (time < last) {
        reject("lies before the beat before it; offsets must not decrease.", line, out);
        return;
      }
      last = time;
      run.add(time, row, out);
    } catch (NumberFormatException e) {
      reject("is not an offset and an interval in seconds.", line, out);
    }
  }

  private void reject(String problem, String line, Consumer<SensorRecord> out) {
    out.accept(rejections.line(lines.number(), problem, line));
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
