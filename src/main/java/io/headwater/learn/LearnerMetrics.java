package io.headwater.learn;

import io.headwater.graph.CausalGraph;
import io.headwater.metrics.DelayHistogram;
import io.headwater.metrics.HeadwaterMetrics;
import io.headwater.metrics.RecentMean;
import io.headwater.metrics.ResidentMemory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/**
 * Gauges of the learner, and the accumulators from which a local run draws its progress line.
 *
 * <p>The losses shown are means over the last {@value RecentMean#WINDOWS} windows or so; they are
 * for the eye only and no part of the checkpoint.
 */
public final class LearnerMetrics {
  public static final String WINDOWS = "learner.windows";
  public static final String STEPS = "learner.steps";
  public static final String EDGES = "learner.edges";

  /** The greatest window end learned, microseconds since the epoch. */
  public static final String LAST_EVENT_MICROS = "learner.lastEventMicros";

  /** Loss in millionths, because accumulators that survive a merge in any order are integers. */
  public static final String LOSS_MICROS = "learner.lossMicros";

  private final StreamLearner learner;
  private final IntSupplier pendingWindows;
  private final LongCounter windows = new LongCounter();
  private final LongCounter steps = new LongCounter();
  private final LongCounter edges = new LongCounter();
  private final LongMaximum lastEventMicros = new LongMaximum();
  private final LongCounter lossMicros = new LongCounter();
  private final RecentMean loss = new RecentMean(RecentMean.WINDOWS);
  private final RecentMean meanPredictorLoss = new RecentMean(RecentMean.WINDOWS);
  private int selectedEdges;
  private long stateBytes;
  private DelayHistogram windowToLatent;
  private DelayHistogram latentDelay;

  LearnerMetrics(StreamLearner learner, IntSupplier pendingWindows) {
    this.learner = learner;
    this.pendingWindows = pendingWindows;
  }

  void register(RuntimeContext context, MetricGroup operator) {
    MetricGroup group = HeadwaterMetrics.of(operator);
    group.gauge("windows", learner::windows);
    group.gauge("steps", learner::steps);
    group.gauge("skippedSteps", learner::skippedSteps);
    group.gauge("modelVersion", learner::modelVersion);
    group.gauge("prequentialLoss", loss::value);
    group.gauge("meanPredictorLoss", meanPredictorLoss::value);
    group.gauge("gradientNorm", () -> learner.lastStep().gradientNorm());
    group.gauge("reservoirWindows", learner::reservoirSize);
    group.gauge("driftAlarms", learner::driftAlarms);
    group.gauge("pendingWindows", pendingWindows::getAsInt);
    group.gauge("selectedEdges", () -> selectedEdges);
    group.gauge("nativeArrays", () -> learner.estimator().managedArrays());
    group.gauge("stateBytes", () -> stateBytes);
    group.gauge("residentBytes", ResidentMemory::bytes);
    windowToLatent = new DelayHistogram(group, "windowToLatentMillis");
    latentDelay = new DelayHistogram(group, "latentDelayMillis");
    context.addAccumulator(WINDOWS, windows);
    context.addAccumulator(STEPS, steps);
    context.addAccumulator(EDGES, edges);
    context.addAccumulator(LAST_EVENT_MICROS, lastEventMicros);
    context.addAccumulator(LOSS_MICROS, lossMicros);
  }

  /**
   * @param cameNanos {@link System#nanoTime()} when the window came to the learner
   */
  void scored(PrequentialRecord record, long cameNanos) {
    loss.add(record.loss());
    meanPredictorLoss.add(record.meanPredictorLoss());
    set(lossMicros, Double.isFinite(loss.value()) ? Math.round(loss.value() * 1e6) : 0);
    windowToLatent.since(cameNanos);
    latentDelay.sinceEvent(record.windowEnd());
  }

  /** Counts as of now; windows count once they are admitted, which is after they were scored. */
  void learned() {
    set(windows, learner.windows());
    set(steps, learner.steps());
    lastEventMicros.add(learner.lastEventMicros());
  }

  /** Size of the learner's own state at its last checkpoint, or of the one it was restored from. */
  void state(long bytes) {
    stateBytes = bytes;
  }

  void graph(CausalGraph graph) {
    selectedEdges = graph.selectedEdges().size();
    set(edges, selectedEdges);
  }

  /** Metrics that go into a model snapshot. */
  Map<String, Double> summary() {
    Map<String, Double> values = new TreeMap<>();
    values.put("windows", (double) learner.windows());
    values.put("steps", (double) learner.steps());
    values.put("skippedSteps", (double) learner.skippedSteps());
    return values;
  }

  private static void set(LongCounter counter, long value) {
    counter.resetLocal();
    counter.add(value);
  }
}
