package io.headwater.learn;

import io.headwater.align.codec.AlignedWindowCodec;
import io.headwater.align.grid.WindowGrid;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.window.AlignedWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.flink.api.common.externalresource.ExternalResourceInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The one learner of a job, always at parallelism 1: holds arriving windows until the watermark has
 * passed their end, then hands them to a {@link StreamLearner} sorted by (end, subject). So the
 * model depends on the data and the seed, and not on the aligners' parallelism or on timing.
 *
 * <p>Checkpointed: the pending windows and the learner's whole state, as versioned bytes.
 */
public final class LearnerOperator extends AbstractStreamOperator<LatentRecord>
    implements OneInputStreamOperator<AlignedWindow, LatentRecord>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** Name under which Flink configurations hand GPUs to tasks (external-resources: gpu). */
  private static final String GPU_RESOURCE = "gpu";

  private static final String GPU_INDEX = "index";

  /** Names the operator in checkpoints, for ever. */
  public static final String UID = "learner";

  /** Name of the state that is the learner's own. */
  public static final String LEARNER = "learner";

  /** Name of the state that says what shaped the model. */
  public static final String SHAPE = "shape";

  private final LearnerSpec spec;
  private final LearnerTags tags;

  private transient StreamLearner learner;
  private transient PriorityQueue<Waiting> pending;

  /** When the windows came that are being learned, in their order; for a metric alone. */
  private transient ArrayDeque<Long> cameNanos;

  private transient ListState<byte[]> learnerState;
  private transient ListState<byte[]> pendingState;
  private transient ListState<byte[]> shapeState;
  private transient LearnerMetrics metrics;

  /**
   * A window that waits for the watermark.
   *
   * @param cameNanos {@link System#nanoTime()} when it came
   */
  private record Waiting(AlignedWindow window, long cameNanos) {
    static final Comparator<Waiting> LEARNING_ORDER =
        Comparator.comparing(Waiting::window, AlignedWindow.LEARNING_ORDER);

    static Waiting fromNow(AlignedWindow window) {
      return new Waiting(window, System.nanoTime());
    }
  }

  public LearnerOperator(LearnerSpec spec, LearnerTags tags) {
    this.spec = spec;
    this.tags = tags;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    learnerState = context.getOperatorStateStore().getListState(ShapeState.descriptor(LEARNER));
    pendingState =
        context.getOperatorStateStore().getListState(ShapeState.descriptor("pending-windows"));
    shapeState = context.getOperatorStateStore().getListState(ShapeState.descriptor(SHAPE));
    ShapeState.check(shapeState.get(), spec.shape());
    learner = spec.newLearner(gpu());
    pending = new PriorityQueue<>(Waiting.LEARNING_ORDER);
    cameNanos = new ArrayDeque<>();
    metrics = new LearnerMetrics(learner, pending::size);
    restoreLearner();
    for (byte[] window : pendingState.get()) {
      pending.add(Waiting.fromNow(AlignedWindowCodec.fromBytes(window)));
    }
    metrics.register(getRuntimeContext(), getMetricGroup());
    metrics.learned();
  }

  private void restoreLearner() throws Exception {
    for (byte[] state : learnerState.get()) {
      try {
        learner.restore(state);
        metrics.state(state.length);
      } catch (IllegalArgumentException e) {
        throw new RestoreRefusedException(
            "The checkpoint's model cannot be restored: " + e.getMessage(), e);
      }
    }
  }

  private int gpu() {
    if (spec.gpuOrNull() != null) {
      return spec.gpuOrNull();
    }
    for (ExternalResourceInfo info : getRuntimeContext().getExternalResourceInfos(GPU_RESOURCE)) {
      return info.getProperty(GPU_INDEX).map(Integer::parseInt).orElse(0);
    }
    return EstimatorFactory.CPU;
  }

  @Override
  public void processElement(StreamRecord<AlignedWindow> element) {
    pending.add(Waiting.fromNow(element.getValue()));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    List<AlignedWindow> complete = new ArrayList<>();
    while (!pending.isEmpty()
        && WindowGrid.timerMillis(pending.peek().window().endMicros()) <= mark.getTimestamp()) {
      complete.add(next());
    }
    learn(complete);
    super.processWatermark(mark);
  }

  @Override
  public void endInput() throws Exception {
    // At the end of bounded input no window is missing any more.
    List<AlignedWindow> rest = new ArrayList<>();
    while (!pending.isEmpty()) {
      rest.add(next());
    }
    learn(rest);
    learner.finish(new Emitter());
    metrics.learned();
  }

  private AlignedWindow next() {
    Waiting first = pending.remove();
    cameNanos.add(first.cameNanos());
    return first.window();
  }

  private void learn(List<AlignedWindow> windows) {
    learner.accept(windows, new Emitter());
    metrics.learned();
    if (tags.windows() != null) {
      for (AlignedWindow window : windows) {
        output.collect(
            tags.windows(), new StreamRecord<>(window, Math.floorDiv(window.endMicros(), 1000L)));
      }
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    byte[] state = learner.save();
    metrics.state(state.length);
    learnerState.update(List.of(state));
    shapeState.update(List.of(ShapeState.write(spec.shape())));
    List<byte[]> windows = new ArrayList<>(pending.size());
    pending.stream()
        .map(Waiting::window)
        .sorted(AlignedWindow.LEARNING_ORDER)
        .forEach(window -> windows.add(AlignedWindowCodec.toBytes(window)));
    pendingState.update(windows);
  }

  @Override
  public void close() throws Exception {
    if (learner != null) {
      learner.close();
    }
    super.close();
  }

  /** Puts the learner's products on the operator's outputs. */
  private final class Emitter implements LearnerOutputs {
    @Override
    public void latent(LatentRecord latent, double untrainedLoss) {
      long timestamp = Math.floorDiv(latent.windowEnd(), 1000L);
      output.collect(new StreamRecord<>(latent, timestamp));
      PrequentialRecord prequential = PrequentialRecord.of(latent, untrainedLoss);
      output.collect(tags.prequential(), new StreamRecord<>(prequential, timestamp));
      metrics.scored(prequential, cameNanos.remove());
    }

    @Override
    public void graph(CausalGraph graph, IdentifiabilityReport report) {
      GraphRecord snapshot =
          new GraphRecord(
              learner.modelVersion(),
              learner.lastEventMicros(),
              learner.steps(),
              learner.windows(),
              graph,
              report,
              learner.driftState());
      output.collect(tags.graphs(), new StreamRecord<>(snapshot));
      metrics.graph(graph);
    }

    @Override
    public void model(byte[] state, long parentVersion) {
      output.collect(tags.models(), new StreamRecord<>(publish(state, parentVersion)));
    }
  }

  private ModelRecord publish(byte[] state, long parentVersion) {
    try {
      ModelStore.Stored stored = spec.models().write(learner.modelVersion(), state);
      return new ModelRecord(
          learner.modelVersion(),
          spec.shape().fingerprint(),
          metrics.summary(),
          stored.uri(),
          stored.sha256(),
          stored.bytes(),
          parentVersion == LearnerCounts.NO_MODEL ? null : parentVersion,
          learner.lastEventMicros());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
