package io.headwater.sensor.delimited;

import io.headwater.sensor.DelimitedMapping;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.SensorRecord;
import io.headwater.sensor.source.IrregularRun;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.source.RegularRun;
import io.headwater.sensor.source.Rejections;
import java.util.List;
import java.util.function.Consumer;

/** What becomes of rows: counted samples, timed samples at a period, or irregular samples. */
interface RowSink {
  void row(TimedRow row, Consumer<SensorRecord> out);

  /** A row was rejected. */
  default void lost(Consumer<SensorRecord> out) {}

  void end(Consumer<SensorRecord> out);

  default List<String> notes() {
    return List.of();
  }

  /** The sink that a mapping asks for. */
  static RowSink of(ReadRequest request, Rejections rejections) throws RecordingException {
    DelimitedMapping mapping = request.rule().mapping();
    if (mapping.period() == null) {
      return new OrderedSink(irregular(request), request.modality().maxGap(), rejections);
    }
    double period = mapping.period() * 1e6;
    int capacity = request.chunkLength().samples(period, request.modality().channels().size());
    RegularRun run = new RegularRun(request.origin(""), period, capacity);
    if (RowClocks.isRow(mapping)) {
      return new CountedSink(run, request.start().orElseThrow());
    }
    return new OrderedSink(regular(run, period), request.modality().maxGap(), rejections);
  }

  private static OrderedSink.Gathering irregular(ReadRequest request) {
    IrregularRun run = new IrregularRun(request.origin(""), request.chunkLength(), false);
    return new OrderedSink.Gathering() {
      @Override
      public void add(TimedRow row, Consumer<SensorRecord> out) {
        run.add(row.timeMicros(), row.values(), out);
      }

      @Override
      public void flush(Consumer<SensorRecord> out) {
        run.flush(out);
      }
    };
  }

  private static OrderedSink.Gathering regular(RegularRun run, double period) {
    return new OrderedSink.Gathering() {
      private boolean begun;

      @Override
      public void add(TimedRow row, Consumer<SensorRecord> out) {
        if (!begun || Math.abs(row.timeMicros() - run.nextMicros()) > period / 2) {
          run.begin(row.timeMicros(), out); // a gap: no chunk spans it
          begun = true;
        }
        run.add(row.values(), out);
      }

      @Override
      public void flush(Consumer<SensorRecord> out) {
        run.flush(out);
      }
    };
  }
}
