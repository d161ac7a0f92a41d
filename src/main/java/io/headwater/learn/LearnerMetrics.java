package io.headwater.learn;

import io.headwater.graph.CausalGraph;
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
 * <p>The loss shown is an exponential mean over about {@value #LOSS_MEMORY} windows; it is for the
 * eye only and is not part of the checkpoint.
 */
public final class LearnerMetrics {
  public static final String WINDOWS = "learner.windows";
  public static final String STEPS = "learner.steps";
  public static final String EDGES = "learner.edges";

  /** The greatest window end learned, microseconds since the epoch. */
  public static final String LAST_EVENT_MICROS = "learner.lastEventMicros";

  /** Loss in millionths, because accumulators that survive a merge in any order are integers. */
  public static final String LOSS_MICROS = "learner.lossMicros";

  private static final double LOSS_MEMORY = 200;

  private final StreamLearner learner;
  private final IntSupplier pendingWindows;
  private final LongCounter windows = new LongCounter();
  private final LongCounter steps = new LongCounter();
  private final LongCounter edges = new LongCounter();
  private final LongMaximum lastEventMicros = new LongMaximum();
  private final LongCounter lossMicros = new LongCounter();
  private double loss = Double.NaN;
  private double meanPredictorLoss = Double.NaN;
  private int selectedEdges;

  LearnerMetrics(StreamLearner learner, IntSupplier pendingWindows) {
    this.learner = learner;
    this.pendingWindows = pendingWindows;
  }

  void register(RuntimeContext context, MetricGroup group) {
    group.gauge("windows", learner::windows);
    group.gauge("steps", learner::steps);
    group.gauge("skippedSteps", learner::skippedSteps);
    group.gauge("modelVersion", learner::modelVersion);
    group.gauge("prequentialLoss", () -> loss);
    group.gauge("meanPredictorLoss", () -> meanPredictorLoss);
    group.gauge("gradientNorm", () -> learner.lastStep().gradientNorm());
    group.gauge("reservoirWindows", learner::reservoirSize);
    group.gauge("driftAlarms", learner::driftAlarms);
    group.gauge("pendingWindows", pendingWindows::getAsInt);
    group.gauge("selectedEdges", () -> selectedEdges);
    group.gauge("nativeArrays", () -> learner.estimator().managedArrays());
    context.addAccumulator(WINDOWS, windows);
    context.addAccumulator(STEPS, steps);
    context.addAccumulator(EDGES, edges);
    context.addAccumulator(LAST_EVENT_MICROS, lastEventMicros);
    context.addAccumulator(LOSS_MICROS, lossMicros);
  }

  void scored(PrequentialRecord record) {
    loss = blend(loss, record.loss());
    meanPredictorLoss = blend(meanPredictorLoss, record.meanPredictorLoss());
    set(lossMicros, Double.isFinite(loss) ? Math.round(loss * 1e6) : 0);
  }

  /** Counts as of now; windows count once they are admitted, which is after they were scored. */
  void learned() {
    set(windows, learner.windows());
    set(steps, learner.steps());
    lastEventMicros.add(learner.lastEventMicros());
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

  private static double blend(double mean, double value) {
    if (!Double.isFinite(value)) {
      return mean;
    }
    return Double.isFinite(mean) ? mean + (value - mean) / LOSS_MEMORY : value;
  }

  private static void set(LongCounter counter, long value) {
    counter.resetLocal();
    counter.add(value);
  }
}
