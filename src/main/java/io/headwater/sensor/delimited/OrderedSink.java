package io.headwater.sensor.delimited;

import io.headwater.sensor.SensorRecord;
import io.headwater.sensor.source.Rejections;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Rows with a clock: those whose times do not decrease are gathered. */
final class OrderedSink implements RowSink, OrderedRows.Outlet {
  private final Gathering gathering;
  private final Rejections rejections;
  private final Silences silences;
  private final OrderedRows ordered = new OrderedRows(this);
  private Consumer<SensorRecord> out;

  OrderedSink(Gathering gathering, Duration maxGap, Rejections rejections) {
    this.gathering = gathering;
    this.rejections = rejections;
    this.silences = new Silences(maxGap.toNanos() / 1_000);
  }

  @Override
  public void row(TimedRow row, Consumer<SensorRecord> out) {
    this.out = out;
    ordered.add(row);
  }

  @Override
  public void end(Consumer<SensorRecord> out) {
    this.out = out;
    ordered.end();
    gathering.flush(out);
  }

  @Override
  public void pass(TimedRow row) {
    silences.at(row);
    gathering.add(row, out);
  }

  @Override
  public void reject(TimedRow row, String problem) {
    out.accept(rejections.line(row.line(), problem, row.text()));
  }

  @Override
  public List<String> notes() {
    return silences.notes();
  }

  /** Turns rows into chunks. */
  interface Gathering {
    void add(TimedRow row, Consumer<SensorRecord> out);

    void flush(Consumer<SensorRecord> out);
  }
}
