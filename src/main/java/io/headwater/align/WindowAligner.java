package io.headwater.align;

import io.headwater.align.grid.Footprint;
import io.headwater.align.grid.PlacedChunk;
import io.headwater.align.grid.WindowBuilder;
import io.headwater.align.grid.WindowGrid;
import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.window.AlignedWindow;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Joins the chunks of one subject, all modalities, into windows: keyed by subject, one event-time
 * timer per window end (its namespace), one row when it fires.
 *
 * <p>A window that has closed stays closed: of a chunk that comes later (possible only after
 * idleness or a forced close) the windows still open are served, and when none is, the chunk goes
 * to {@link Alignment#LATE}. State of a subject is empty again once the last window that could use
 * its chunks has closed, save the latest picture or tabular row, and the subject's own levels.
 */
final class WindowAligner extends AbstractStreamOperator<AlignedWindow>
    implements OneInputStreamOperator<PlacedChunk, AlignedWindow>,
        Triggerable<String, Long>,
        BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final AlignmentSpec spec;

  private transient Footprint footprint;
  private transient WindowBuilder builder;
  private transient InternalTimerService<Long> timers;
  private transient ChunkStore chunks;
  private transient LatestStore latest;

  /** Null where levels stay as they are. */
  private transient BaselineStore baseline;

  private transient ChunkTally tally;
  private transient AlignerMetrics metrics;
  private transient WatermarkFloor floor;
  private transient ListState<AlignCounts> countState;
  private transient ListState<Tuple3<Integer, Integer, Long>> floorState;

  WindowAligner(AlignmentSpec spec) {
    this.spec = spec;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    tally =
        new ChunkTally(
            spec.modalityNames(),
            EnumSet.of(Outcome.USED, Outcome.DUPLICATE, Outcome.LATE),
            getMetricGroup(),
            getRuntimeContext());
    metrics = new AlignerMetrics(spec.modalityNames(), getMetricGroup());
    floor = new WatermarkFloor(getRuntimeContext().getTaskInfo());
    countState = context.getOperatorStateStore().getListState(ChunkTally.STATE);
    floorState = context.getOperatorStateStore().getUnionListState(WatermarkFloor.STATE);
    tally.restore(countState);
    floor.restore(floorState);
  }

  @Override
  public void open() throws Exception {
    super.open();
    footprint = new Footprint(spec.windows());
    builder = new WindowBuilder(spec.modalities(), spec.windows());
    timers = getInternalTimerService("windows", LongSerializer.INSTANCE, this);
    chunks = new ChunkStore(getKeyedStateBackend(), spec.windows().sizeMicros());
    latest = new LatestStore(getKeyedStateBackend());
    baseline = spec.baselineWindows() > 0 ? new BaselineStore(getKeyedStateBackend(), spec) : null;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    tally.save(countState);
    floor.save(floorState, timers.currentWatermark());
  }

  @Override
  public void processElement(StreamRecord<PlacedChunk> element) throws Exception {
    PlacedChunk placed = element.getValue();
    Modality modality = spec.modality(placed.chunk().modality());
    Outcome outcome =
        modality.kind() == ModalityKind.TIME_SERIES
            ? keep(placed, modality)
            : keepLatest(placed, modality);
    tally.add(modality.name(), outcome);
    metrics.saw(placed.chunk());
    if (outcome == Outcome.LATE) {
      output.collect(
          Alignment.LATE,
          element.replace(new Arrival(placed.source(), placed.position(), placed.chunk())));
    }
  }

  private Outcome keep(PlacedChunk placed, Modality modality) throws Exception {
    long[] ends = footprint.touchedEnds(placed.chunk());
    if (closed(ends[ends.length - 1])) {
      return Outcome.LATE;
    }
    long lastUseEnd = footprint.lastUseEnd(placed.chunk(), modality);
    if (!chunks.add(placed, lastUseEnd)) {
      return Outcome.DUPLICATE;
    }
    for (long end : ends) {
      if (!closed(end)) {
        wakeAt(end);
      }
    }
    wakeAt(lastUseEnd);
    return Outcome.USED;
  }

  private Outcome keepLatest(PlacedChunk placed, Modality modality) throws Exception {
    if (!latest.add(placed, openFromMicros())) {
      return Outcome.DUPLICATE;
    }
    if (spec.opensWindows(modality)) {
      for (long end : footprint.touchedEnds(placed.chunk())) {
        if (!closed(end)) {
          wakeAt(end);
        }
      }
    }
    return Outcome.USED;
  }

  /** The timer emits the window if a chunk touches it, and lets go of what was kept until then. */
  private void wakeAt(long endMicros) {
    timers.registerEventTimeTimer(endMicros, WindowGrid.timerMillis(endMicros));
  }

  @Override
  public void onEventTime(InternalTimer<String, Long> timer) throws Exception {
    long end = timer.getNamespace();
    List<PlacedChunk> known = chunks.forWindow(end);
    known.addAll(latest.all());
    Optional<AlignedWindow> window = builder.build(timer.getKey(), end, known);
    if (window.isPresent()) {
      AlignedWindow row = baseline == null ? window.get() : baseline.relative(window.get());
      output.collect(new StreamRecord<>(row, timer.getTimestamp()));
      metrics.closed(row);
    }
    chunks.closeWindow(end);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, Long> timer) {
    throw new IllegalStateException("Windows close in event time only.");
  }

  private boolean closed(long endMicros) {
    return WindowGrid.timerMillis(endMicros) <= closedThroughMillis();
  }

  private long closedThroughMillis() {
    return Math.max(timers.currentWatermark(), floor.of(getCurrentKey()));
  }

  private long openFromMicros() {
    long millis = closedThroughMillis();
    long limit = Long.MAX_VALUE / 1000 - 1;
    return (Math.max(-limit, Math.min(limit, millis)) + 1) * 1000;
  }

  @Override
  public void endInput() {
    output.collect(Alignment.COUNTS, new StreamRecord<>(tally.toCounts()));
  }
}
