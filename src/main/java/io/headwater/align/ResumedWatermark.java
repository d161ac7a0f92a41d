package io.headwater.align;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The watermark after a restore, until the source's own has caught up.
 *
 * <p>Flink keeps no watermark over a restart, and a source emits none before each of its partitions
 * speaks again: where some had been read to their end, windows would wait for ever that an
 * undisturbed job would have closed. So the watermark goes on from what every subtask had reached,
 * and follows the restored clocks of the partitions.
 *
 * <p>It stands still where some subtask had no watermark at the checkpoint, since a partition that
 * never spoke may hold data of any time, and does not follow the clocks at another parallelism,
 * where partitions have gone to other subtasks.
 */
final class ResumedWatermark {
  /** The watermark that went on last, one per subtask; a union, for partitions may move. */
  static final ListStateDescriptor<Long> STATE =
      new ListStateDescriptor<>("last-watermark", Types.LONG);

  private final PartitionClocks clocks;
  private final int parallelism;

  /** What every subtask had reached; the least long when there is nothing to go on from. */
  private long reached = Long.MIN_VALUE;

  private boolean followsClocks;

  ResumedWatermark(PartitionClocks clocks, int parallelism) {
    this.clocks = clocks;
    this.parallelism = parallelism;
  }

  boolean isRunning() {
    return reached != Long.MIN_VALUE;
  }

  /** In Flink's milliseconds. */
  long millis() {
    return followsClocks
        ? Math.max(reached, ArrivalWatermarks.promiseMillis(clocks.earliestMicros()))
        : reached;
  }

  /** The source has a watermark of its own, greater than this. */
  void caughtUp() {
    reached = Long.MIN_VALUE;
  }

  void save(ListState<Long> state, long last) throws Exception {
    state.update(List.of(last));
  }

  void restore(ListState<Long> state) throws Exception {
    List<Long> marks = new ArrayList<>();
    state.get().forEach(marks::add);
    reached = marks.stream().min(Long::compare).orElse(Long.MIN_VALUE);
    followsClocks = marks.size() == parallelism;
  }
}
