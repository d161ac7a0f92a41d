package io.headwater.align;

import io.headwater.align.grid.PlacedChunk;
import io.headwater.align.grid.WindowGrid;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Ends a silence in live mode. When neither a record nor watermark progress has come for the
 * maximum wait, it announces a watermark up to the end of the last window that holds data, and goes
 * idle. Flink's own idleness cannot do that: when every input is idle, no watermark moves.
 *
 * <p>A watermark is emitted while active only, as Flink drops those of idle inputs. In replay
 * nothing of this happens; watermarks and their status pass through.
 */
final class SilenceFlush {
  /** Greatest end of a chunk seen; a union, for after a restore any subtask may inherit data. */
  static final ListStateDescriptor<Long> STATE =
      new ListStateDescriptor<>("greatest-chunk-end", Types.LONG);

  private final boolean live;
  private final WindowGrid windows;
  private final Output<StreamRecord<PlacedChunk>> output;
  private final SilenceWatch watch;
  private long greatestEndMicros = Long.MIN_VALUE;
  private long lastWatermark = Long.MIN_VALUE;
  private boolean sourceIdle;
  private boolean announcedIdle;

  SilenceFlush(
      AlignmentSpec spec, ProcessingTimeService time, Output<StreamRecord<PlacedChunk>> output) {
    this.live = spec.live();
    this.windows = spec.windows();
    this.output = output;
    this.watch = live ? new SilenceWatch(time, spec.maxWait().toMillis(), this::flush) : null;
  }

  /** A record came. */
  void activity() {
    if (live) {
      watch.activity();
      announce(sourceIdle);
    }
  }

  /** A chunk of a time series was admitted that ends there. */
  void saw(long endMicros) {
    greatestEndMicros = Math.max(greatestEndMicros, endMicros);
  }

  /** A watermark came; tells whether it is progress and must go on. */
  boolean watermark(long millis) {
    if (millis <= lastWatermark) {
      return false;
    }
    lastWatermark = millis;
    activity();
    return true;
  }

  /** The source became idle or active. */
  void status(WatermarkStatus status) {
    sourceIdle = status.isIdle();
    announce(sourceIdle);
  }

  void stop() {
    if (live) {
      watch.stop();
    }
  }

  private void flush() {
    if (greatestEndMicros == Long.MIN_VALUE) {
      return;
    }
    long millis = WindowGrid.timerMillis(windows.lastEnd(greatestEndMicros - 1));
    if (millis <= lastWatermark) {
      return;
    }
    lastWatermark = millis;
    announce(false);
    output.emitWatermark(new Watermark(millis));
    announce(true);
  }

  private void announce(boolean idle) {
    if (idle != announcedIdle) {
      announcedIdle = idle;
      output.emitWatermarkStatus(idle ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE);
    }
  }

  void save(ListState<Long> state) throws Exception {
    state.update(greatestEndMicros == Long.MIN_VALUE ? List.of() : List.of(greatestEndMicros));
  }

  /** After a restore the wait begins at once: the data may lie in state and nothing more come. */
  void restore(ListState<Long> state) throws Exception {
    for (Long end : state.get()) {
      saw(end);
    }
    if (live && greatestEndMicros != Long.MIN_VALUE) {
      watch.activity();
    }
  }
}
