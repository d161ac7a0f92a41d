package io.headwater.score;

import io.headwater.metrics.DelayHistogram;
import io.headwater.metrics.HeadwaterMetrics;
import io.headwater.metrics.ResidentMemory;
import java.util.function.Supplier;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/** Gauges of a scorer, and the accumulators from which a local run draws its progress line. */
public final class ScoreMetrics {
  /** Accumulator: windows scored since the job was started, over all subtasks. */
  public static final String WINDOWS = "score.windows";

  /** Accumulator: windows that wait for a model, over all subtasks. */
  public static final String WAITING = "score.windowsWaiting";

  /** Accumulator: the greatest window end scored, microseconds since the epoch. */
  public static final String LAST_EVENT_MICROS = "score.lastEventMicros";

  /** What the version gauge shows before the first model. */
  public static final long NO_MODEL = -1;

  private final Supplier<LoadedModel> model;
  private final LongCounter windows = new LongCounter();
  private final LongCounter waiting = new LongCounter();
  private final LongMaximum lastEventMicros = new LongMaximum();
  private long swaps;
  private long notRestored;
  private DelayHistogram windowToLatent;
  private DelayHistogram latentDelay;

  ScoreMetrics(Supplier<LoadedModel> model) {
    this.model = model;
  }

  void register(RuntimeContext context, MetricGroup operator) {
    MetricGroup group = HeadwaterMetrics.of(operator);
    group.gauge("windowsScored", windows::getLocalValue);
    group.gauge("windowsWaiting", waiting::getLocalValue);
    group.gauge("modelVersion", this::version);
    group.gauge("modelSwaps", () -> swaps);
    group.gauge("modelsNotRestored", () -> notRestored);
    group.gauge("residentBytes", ResidentMemory::bytes);
    windowToLatent = new DelayHistogram(group, "windowToLatentMillis");
    latentDelay = new DelayHistogram(group, "latentDelayMillis");
    context.addAccumulator(WINDOWS, windows);
    context.addAccumulator(WAITING, waiting);
    context.addAccumulator(LAST_EVENT_MICROS, lastEventMicros);
  }

  private long version() {
    LoadedModel now = model.get();
    return now == null ? NO_MODEL : now.version();
  }

  /**
   * @param cameNanos {@link System#nanoTime()} when the window came to the scorer
   */
  void scored(long windowEndMicros, long cameNanos) {
    windows.add(1);
    windowToLatent.since(cameNanos);
    latentDelay.sinceEvent(windowEndMicros);
    lastEventMicros.add(windowEndMicros);
  }

  void waiting(int count) {
    waiting.resetLocal();
    waiting.add(count);
  }

  void swapped() {
    swaps++;
  }

  void notRestored() {
    notRestored++;
  }
}
