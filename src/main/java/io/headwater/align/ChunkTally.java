package io.headwater.align;

import io.headwater.metrics.HeadwaterMetrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts chunks three ways: as metric {@code chunks.<outcome>} with label {@code modality}, as
 * accumulator {@code chunks.<modality>.<outcome>}, and as checkpointed totals. After a restore
 * metrics and accumulators go on from the restored totals.
 */
final class ChunkTally {
  /** Not a union: each subtask's element goes to exactly one subtask, so totals are kept. */
  static final ListStateDescriptor<AlignCounts> STATE =
      new ListStateDescriptor<>("chunk-counts", AlignTypes.ALIGN_COUNTS);

  private final Map<String, Map<Outcome, Count>> counts = new TreeMap<>();

  private record Count(Counter metric, LongCounter accumulator) {
    void add(long chunks) {
      metric.inc(chunks);
      accumulator.add(chunks);
    }
  }

  /**
   * @param modalities names counted; {@link AlignCounts#UNKNOWN} comes in addition
   * @param outcomes the outcomes this operator decides
   */
  ChunkTally(
      List<String> modalities, Set<Outcome> outcomes, MetricGroup metrics, RuntimeContext context) {
    modalities.forEach(name -> register(name, outcomes, metrics, context));
    register(AlignCounts.UNKNOWN, outcomes, metrics, context);
  }

  private void register(
      String modality, Set<Outcome> outcomes, MetricGroup metrics, RuntimeContext context) {
    if (counts.containsKey(modality)) {
      return;
    }
    MetricGroup group = HeadwaterMetrics.of(metrics, modality).addGroup("chunks");
    Map<Outcome, Count> own = new EnumMap<>(Outcome.class);
    for (Outcome outcome : outcomes) {
      LongCounter accumulator = new LongCounter();
      context.addAccumulator(accumulatorName(modality, outcome), accumulator);
      own.put(outcome, new Count(group.counter(outcome.label()), accumulator));
    }
    counts.put(modality, own);
  }

  static String accumulatorName(String modality, Outcome outcome) {
    return "chunks." + modality + "." + outcome.label();
  }

  void add(String modality, Outcome outcome) {
    counts.get(modality).get(outcome).add(1);
  }

  AlignCounts toCounts() {
    Map<String, ChunkCounts> totals = new TreeMap<>();
    counts.forEach((modality, own) -> totals.put(modality, total(own)));
    return new AlignCounts(new TreeMap<>(totals));
  }

  private static ChunkCounts total(Map<Outcome, Count> own) {
    return own.entrySet().stream()
        .map(e -> ChunkCounts.of(e.getKey(), e.getValue().metric.getCount()))
        .reduce(ChunkCounts.NONE, ChunkCounts::plus);
  }

  void save(ListState<AlignCounts> state) throws Exception {
    state.update(List.of(toCounts()));
  }

  /** Adds restored totals; counts of a modality no longer declared go to unknown. */
  void restore(ListState<AlignCounts> state) throws Exception {
    for (AlignCounts restored : state.get()) {
      restored.byModality().forEach(this::restore);
    }
  }

  private void restore(String modality, ChunkCounts restored) {
    Map<Outcome, Count> own = counts.getOrDefault(modality, counts.get(AlignCounts.UNKNOWN));
    own.forEach((outcome, count) -> count.add(restored.of(outcome)));
  }
}
