package io.headwater.align;

import io.headwater.align.grid.PlacedChunk;
import io.headwater.align.grid.WindowGrid;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Bounds in live mode how long silence may hold windows back; in replay watermarks just pass.
 *
 * <p>The source's watermark waits for every partition. When some have been silent for the maximum
 * wait of processing time, the watermark goes on by the clocks of those that still speak; when all
 * have, it goes to the end of the last window that holds data, and the input turns idle. Flink's
 * own idleness does neither: with every input idle no watermark moves, and when data come back in
 * bulk the first partition read closes windows before the others are read at all.
 */
final class LiveWatermarks {
  /** Greatest end of a chunk seen; a union, for after a restore any subtask may inherit data. */
  static final ListStateDescriptor<Long> STATE =
      new ListStateDescriptor<>("greatest-chunk-end", Types.LONG);

  /** Silence is noticed to a fifth of the wait: it lasts between once and 1.2 times the wait. */
  static final int TICKS = 5;

  private final boolean live;
  private final WindowGrid windows;
  private final PartitionClocks clocks;
  private final ResumedWatermark resumed;
  private final Output<StreamRecord<PlacedChunk>> output;
  private final BooleanSupplier backPressured;
  private final QuietPartitions quiet = new QuietPartitions(TICKS);
  private final Ticks ticks;
  private long greatestEndMicros = Long.MIN_VALUE;
  private long lastWatermark = Long.MIN_VALUE;
  private boolean idle;

  LiveWatermarks(
      AlignmentSpec spec,
      PartitionClocks clocks,
      ResumedWatermark resumed,
      ProcessingTimeService time,
      BooleanSupplier backPressured,
      Output<StreamRecord<PlacedChunk>> output) {
    this.live = spec.live();
    this.windows = spec.windows();
    this.clocks = clocks;
    this.resumed = resumed;
    this.backPressured = backPressured;
    this.output = output;
    this.ticks =
        live ? new Ticks(time, Math.max(1, spec.maxWait().toMillis() / TICKS), this::tick) : null;
  }

  void start() {
    if (resumed.isRunning()) {
      advance(resumed.millis());
    }
    if (live) {
      ticks.start();
    }
  }

  void stop() {
    if (live) {
      ticks.stop();
    }
  }

  /**
   * A chunk came that was admitted. What is rejected or late does not count: a partition of nothing
   * else says nothing of time, and would hold all windows back for ever.
   */
  void admitted(String partition) {
    if (live) {
      quiet.record(partition);
      announce(false);
    }
  }

  /** The partitions' clocks have moved on. */
  void clocksAdvanced() {
    if (resumed.isRunning()) {
      advance(resumed.millis());
    }
  }

  /** A chunk of a time series was admitted that ends there. */
  void saw(long endMicros) {
    greatestEndMicros = Math.max(greatestEndMicros, endMicros);
  }

  /** A watermark of the source came; tells whether it is progress and must go on. */
  boolean watermark(long millis) {
    if (millis <= lastWatermark) {
      return false;
    }
    lastWatermark = millis;
    resumed.caughtUp();
    if (live) {
      announce(false);
    }
    return true;
  }

  /** The source became idle or active; live, idleness is decided here. */
  void status(WatermarkStatus status) {
    if (!live) {
      output.emitWatermarkStatus(status);
    }
  }

  private void tick(boolean heldUp) {
    // A source that may not emit is not silent: records may be waiting all the while.
    if (heldUp || backPressured.getAsBoolean()) {
      quiet.startAnew();
      return;
    }
    quiet.tick();
    if (quiet.allSilent()) {
      advance(endOfData());
      announce(true);
    } else if (quiet.unseenSilent()) {
      advance(
          quiet
              .speaking()
              .mapToLong(p -> ArrivalWatermarks.promiseMillis(clocks.earliestMicros(p)))
              .min()
              .orElse(Long.MIN_VALUE));
    }
  }

  private long endOfData() {
    return greatestEndMicros == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : WindowGrid.timerMillis(windows.lastEnd(greatestEndMicros - 1));
  }

  /** A watermark is emitted while active only, as Flink drops those of idle inputs. */
  private void advance(long millis) {
    if (millis > lastWatermark) {
      lastWatermark = millis;
      announce(false);
      output.emitWatermark(new Watermark(millis));
    }
  }

  private void announce(boolean nowIdle) {
    if (nowIdle != idle) {
      idle = nowIdle;
      output.emitWatermarkStatus(nowIdle ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE);
    }
  }

  void save(ListState<Long> state) throws Exception {
    state.update(greatestEndMicros == Long.MIN_VALUE ? List.of() : List.of(greatestEndMicros));
  }

  long last() {
    return lastWatermark;
  }

  /** The data of a silence that began before may lie in state, and nothing more may come. */
  void restore(ListState<Long> state) throws Exception {
    for (Long end : state.get()) {
      saw(end);
    }
  }
}
