package io.headwater.sensor.delimited;

import io.headwater.sensor.SensorRecord;
import io.headwater.sensor.source.RegularRun;
import java.util.function.Consumer;

/** Rows without a clock: each takes the next place, a lost one leaves its place empty. */
final class CountedSink implements RowSink {
  private final RegularRun run;
  private final long startMicros;
  private boolean begun;

  CountedSink(RegularRun run, long startMicros) {
    this.run = run;
    this.startMicros = startMicros;
  }

  @Override
  public void row(TimedRow row, Consumer<SensorRecord> out) {
    begin(out);
    run.add(row.values(), out);
  }

  @Override
  public void lost(Consumer<SensorRecord> out) {
    begin(out);
    run.addMissing(out);
  }

  private void begin(Consumer<SensorRecord> out) {
    if (!begun) {
      run.begin(startMicros, out);
      begun = true;
    }
  }

  @Override
  public void end(Consumer<SensorRecord> out) {
    run.flush(out);
  }
}
