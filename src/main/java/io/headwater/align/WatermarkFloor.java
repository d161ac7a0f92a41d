package io.headwater.align;

import java.util.Arrays;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * How far each key group's windows had closed at the last checkpoint.
 *
 * <p>Flink restores timers but not watermarks: after a restore an operator would take any window
 * for open, and a chunk that came after a forced close would make its window a second time. The
 * floor is kept per key group, so that it stays right when the parallelism changes; a single
 * greatest watermark would close windows of subtasks that were behind.
 */
final class WatermarkFloor {
  /** Runs of key groups (first, last) with one floor in milliseconds. */
  static final ListStateDescriptor<Tuple3<Integer, Integer, Long>> STATE =
      new ListStateDescriptor<>("watermark-floor", Types.TUPLE(Types.INT, Types.INT, Types.LONG));

  private final KeyGroupRange own;
  private final int maxParallelism;
  private final long[] floors;

  WatermarkFloor(TaskInfo task) {
    maxParallelism = task.getMaxNumberOfParallelSubtasks();
    own =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    floors = new long[own.getNumberOfKeyGroups()];
    Arrays.fill(floors, Long.MIN_VALUE);
  }

  /** The watermark as of the last checkpoint where the key lived then. */
  long of(Object key) {
    int group = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
    return floors[group - own.getStartKeyGroup()];
  }

  void restore(ListState<Tuple3<Integer, Integer, Long>> state) throws Exception {
    for (Tuple3<Integer, Integer, Long> run : state.get()) {
      int first = Math.max(run.f0, own.getStartKeyGroup());
      int last = Math.min(run.f1, own.getEndKeyGroup());
      for (int group = first; group <= last; group++) {
        raise(group - own.getStartKeyGroup(), run.f2);
      }
    }
  }

  void save(ListState<Tuple3<Integer, Integer, Long>> state, long watermark) throws Exception {
    state.clear();
    int first = 0;
    for (int at = 0; at < floors.length; at++) {
      raise(at, watermark);
      boolean lastOfRun =
          at + 1 == floors.length || Math.max(floors[at + 1], watermark) != floors[at];
      if (lastOfRun) {
        int offset = own.getStartKeyGroup();
        state.add(Tuple3.of(offset + first, offset + at, floors[at]));
        first = at + 1;
      }
    }
  }

  private void raise(int at, long watermark) {
    floors[at] = Math.max(floors[at], watermark);
  }
}
