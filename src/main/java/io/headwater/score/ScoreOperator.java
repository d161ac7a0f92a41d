package io.headwater.score;

import io.headwater.estimator.Estimator;
import io.headwater.estimator.WindowEstimate;
import io.headwater.learn.EstimatorFactory;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.ShapeState;
import io.headwater.window.AlignedWindow;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Scores each window (first input) with the model that came last (second input, the same for every
 * subtask). A model is restored beside the one in use and takes its place between two windows, so
 * no window sees half of one. Windows that come before the first model wait.
 *
 * <p>Checkpointed: the model with its weights, so that a restart needs neither topic nor file, and
 * the waiting windows.
 */
public final class ScoreOperator extends AbstractStreamOperator<LatentRecord>
    implements TwoInputStreamOperator<AlignedWindow, LoadedModel, LatentRecord> {
  private static final long serialVersionUID = 1L;

  /** Name of the state that holds the model; every scorer's checkpoint has it. */
  public static final String MODEL = "scoring-model";

  /** Name of the state that says what shaped models and windows. */
  public static final String SHAPE = "scoring-shape";

  /** The model in use, under {@link #IN_USE}; broadcast state, so rescaling hands it to all. */
  private static final MapStateDescriptor<String, LoadedModel> MODEL_STATE =
      new MapStateDescriptor<>(MODEL, Types.STRING, LoadedModel.TYPE);

  private static final String IN_USE = "in-use";

  /** Windows inferred at once when many have waited; bounds native memory. */
  private static final int GROUP = 64;

  /** Of the heap; the rest is for models, and for aligners and other scorers beside this one. */
  private static final int SHARE_FOR_WAITING = 4;

  private final ScoreSpec spec;
  private final Long mostWaitingBytesOrNull;

  private transient BroadcastState<String, LoadedModel> modelState;
  private transient ListState<byte[]> waitingState;
  private transient ListState<byte[]> shapeState;
  private transient WaitingWindows waiting;

  /** When the first of the waiting windows came: the measured latency of all that have waited. */
  private transient long waitingSinceNanos;

  private transient Estimator estimator;
  private transient LoadedModel model;
  private transient ScoreMetrics metrics;

  public ScoreOperator(ScoreSpec spec) {
    this(spec, null);
  }

  /**
   * @param mostWaitingBytesOrNull about so many bytes of windows may wait for the first model; null
   *     for a quarter of the heap
   */
  ScoreOperator(ScoreSpec spec, Long mostWaitingBytesOrNull) {
    this.spec = spec;
    this.mostWaitingBytesOrNull = mostWaitingBytesOrNull;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    modelState = context.getOperatorStateStore().getBroadcastState(MODEL_STATE);
    waitingState =
        context.getOperatorStateStore().getListState(ShapeState.descriptor("waiting-windows"));
    shapeState = context.getOperatorStateStore().getListState(ShapeState.descriptor(SHAPE));
    ShapeState.check(shapeState.get(), spec.shape());
    waiting =
        new WaitingWindows(
            mostWaitingBytesOrNull == null
                ? Runtime.getRuntime().maxMemory() / SHARE_FOR_WAITING
                : mostWaitingBytesOrNull);
    waiting.restore(waitingState);
    metrics = new ScoreMetrics(() -> model);
    metrics.register(getRuntimeContext(), getMetricGroup());
    metrics.waiting(waiting.size());
    waitingSinceNanos = System.nanoTime();
  }

  @Override
  public void open() throws Exception {
    super.open();
    LoadedModel kept = modelState.get(IN_USE);
    if (kept == null) {
      return;
    }
    if (spec.choice().wants(kept.version())
        && kept.configFingerprint().equals(spec.configFingerprint())) {
      use(kept);
    } else {
      LOG.warn(
          "The checkpoint holds model version {} of configuration {}, which is not what is asked for now ({} of configuration {}); windows wait for a model.",
          kept.version(),
          kept.configFingerprint(),
          spec.choice(),
          spec.configFingerprint());
      modelState.remove(IN_USE);
    }
  }

  @Override
  public void processElement1(StreamRecord<AlignedWindow> element) {
    if (model == null) {
      waitingSinceNanos = waiting.size() == 0 ? System.nanoTime() : waitingSinceNanos;
      waiting.add(element.getValue());
      metrics.waiting(waiting.size());
    } else {
      score(List.of(element.getValue()), System.nanoTime());
    }
  }

  @Override
  public void processElement2(StreamRecord<LoadedModel> element) throws Exception {
    LoadedModel next = element.getValue();
    if (use(next)) {
      modelState.put(IN_USE, next);
      metrics.swapped();
    }
  }

  /** Puts a model in the place of the one in use; tells whether it could be restored. */
  private boolean use(LoadedModel next) {
    Estimator restored = spec.factory().create(EstimatorFactory.CPU);
    try {
      restored.restore(next.state());
    } catch (IllegalArgumentException cannot) {
      restored.close();
      if (model == null) {
        // Waiting for another model would let windows pile up behind the opened gate.
        throw new SuppressRestartsException(new ModelNotRestoredException(next, cannot));
      }
      metrics.notRestored();
      LOG.warn(
          "Model version {} cannot be restored, so version {} stays: {}",
          next.version(),
          model.version(),
          cannot.getMessage());
      return false;
    }
    if (estimator != null) {
      estimator.close();
    }
    estimator = restored;
    model = next;
    scoreWaiting();
    return true;
  }

  private void scoreWaiting() {
    List<AlignedWindow> windows = waiting.take();
    for (int from = 0; from < windows.size(); from += GROUP) {
      score(windows.subList(from, Math.min(from + GROUP, windows.size())), waitingSinceNanos);
    }
    metrics.waiting(0);
  }

  private void score(List<AlignedWindow> windows, long cameNanos) {
    List<WindowEstimate> estimates = estimator.infer(windows);
    for (int i = 0; i < windows.size(); i++) {
      LatentRecord latent = LatentRecord.of(windows.get(i), model.version(), estimates.get(i));
      output.collect(new StreamRecord<>(latent, Math.floorDiv(latent.windowEnd(), 1000L)));
      metrics.scored(latent.windowEnd(), cameNanos);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    waiting.save(waitingState);
    shapeState.update(List.of(ShapeState.write(spec.shape())));
  }

  @Override
  public void close() throws Exception {
    if (estimator != null) {
      estimator.close();
    }
    super.close();
  }
}
