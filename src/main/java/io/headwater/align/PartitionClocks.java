package io.headwater.align;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * The event-time clock of each input partition: the greatest start of a chunk accepted so far. As a
 * clock depends on the order inside its partition only, so does lateness, whatever the threads do.
 *
 * <p>Checkpointed as a union: after a restore every subtask knows every clock, so a partition may
 * move; where two subtasks know one partition, the greater clock is the newer.
 */
final class PartitionClocks {
  static final ListStateDescriptor<Tuple2<String, Long>> STATE =
      new ListStateDescriptor<>("partition-clocks", Types.TUPLE(Types.STRING, Types.LONG));

  /** Not a union: at an unchanged parallelism each subtask gets back what it had. */
  static final ListStateDescriptor<String> OWN =
      new ListStateDescriptor<>("own-partitions", Types.STRING);

  private final Map<String, Long> clocks = new TreeMap<>();
  private final Set<String> own = new TreeSet<>();
  private final long latenessMicros;

  PartitionClocks(long latenessMicros) {
    this.latenessMicros = latenessMicros;
  }

  /** Earliest start that is still in time in the partition. */
  long earliestMicros(String source) {
    Long clock = clocks.get(source);
    return clock == null ? Long.MIN_VALUE : clock - latenessMicros;
  }

  /** Earliest start that is still in time in any partition that this subtask reads. */
  long earliestMicros() {
    long earliest = own.isEmpty() ? Long.MIN_VALUE : Long.MAX_VALUE;
    for (String source : own) {
      earliest = Math.min(earliest, earliestMicros(source));
    }
    return earliest;
  }

  void advance(String source, long startMicros) {
    own.add(source);
    clocks.merge(source, startMicros, Math::max);
  }

  void restore(ListState<Tuple2<String, Long>> state) throws Exception {
    for (Tuple2<String, Long> clock : state.get()) {
      clocks.merge(clock.f0, clock.f1, Math::max);
    }
  }

  void save(ListState<Tuple2<String, Long>> state) throws Exception {
    state.clear();
    for (Map.Entry<String, Long> clock : clocks.entrySet()) {
      state.add(Tuple2.of(clock.getKey(), clock.getValue()));
    }
  }

  /** Of no use at another parallelism: then partitions have gone to other subtasks. */
  void restoreOwn(ListState<String> state) throws Exception {
    state.get().forEach(own::add);
  }

  void saveOwn(ListState<String> state) throws Exception {
    state.update(List.copyOf(own));
  }
}
