package io.headwater.align;

import io.headwater.align.grid.PlacedChunk;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import java.io.IOException;
import java.util.EnumSet;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.io.network.api.writer.ResultPartitionWriter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Admits chunks to alignment, right behind the source: rejects what cannot be aligned, sorts out
 * what is late by its partition's clock, and in live mode bounds how long silence holds windows
 * back.
 *
 * <p>Pictures and tabular rows are never late; one that arrives behind its partition's clock takes
 * effect from the earliest instant no window of which can have closed ({@link
 * PlacedChunk#effectiveMicros()}).
 */
final class Admission extends AbstractStreamOperator<PlacedChunk>
    implements OneInputStreamOperator<Arrival, PlacedChunk>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final AlignmentSpec spec;
  private final Screening screening;

  private transient PartitionClocks clocks;
  private transient ChunkTally tally;
  private transient ResumedWatermark resumed;
  private transient LiveWatermarks watermarks;
  private transient LongMaximum newestMicros;
  private transient ListState<Tuple2<String, Long>> clockState;
  private transient ListState<AlignCounts> countState;
  private transient ListState<Long> endState;
  private transient ListState<Long> lastState;
  private transient ListState<String> ownState;

  Admission(AlignmentSpec spec, WallClock clock) {
    this.spec = spec;
    this.screening = new Screening(spec, clock);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    clocks = new PartitionClocks(spec.latenessMicros());
    tally =
        new ChunkTally(
            spec.modalityNames(),
            EnumSet.of(Outcome.READ, Outcome.LATE, Outcome.REJECTED),
            getMetricGroup(),
            getRuntimeContext());
    resumed =
        new ResumedWatermark(
            clocks, getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
    watermarks =
        new LiveWatermarks(
            spec, clocks, resumed, getProcessingTimeService(), this::isBackPressured, output);
    newestMicros = new LongMaximum();
    getRuntimeContext().addAccumulator(Alignment.NEWEST_MICROS, newestMicros);
    clockState = context.getOperatorStateStore().getUnionListState(PartitionClocks.STATE);
    countState = context.getOperatorStateStore().getListState(ChunkTally.STATE);
    endState = context.getOperatorStateStore().getUnionListState(LiveWatermarks.STATE);
    lastState = context.getOperatorStateStore().getUnionListState(ResumedWatermark.STATE);
    ownState = context.getOperatorStateStore().getListState(PartitionClocks.OWN);
    clocks.restore(clockState);
    clocks.restoreOwn(ownState);
    tally.restore(countState);
    watermarks.restore(endState);
    resumed.restore(lastState);
  }

  /** Flink lets timers run while a source may not emit, so they have to ask. */
  private boolean isBackPressured() {
    if (HeldInput.isHeld()) {
      return true;
    }
    for (ResultPartitionWriter writer : getContainingTask().getEnvironment().getAllWriters()) {
      if (!writer.isAvailable()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void open() throws Exception {
    super.open();
    watermarks.start();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    clocks.save(clockState);
    tally.save(countState);
    watermarks.save(endState);
    resumed.save(lastState, watermarks.last());
    clocks.saveOwn(ownState);
  }

  @Override
  public void processElement(StreamRecord<Arrival> element) throws Exception {
    Arrival arrival = element.getValue();
    if (arrival.record() instanceof SensorChunk chunk) {
      admit(arrival, chunk, element);
    } else {
      tally.add(AlignCounts.UNKNOWN, Outcome.READ);
      reject(AlignCounts.UNKNOWN, (RejectedRecord) arrival.record());
    }
  }

  private void admit(Arrival arrival, SensorChunk chunk, StreamRecord<Arrival> element)
      throws IOException {
    String modality =
        spec.modality(chunk.modality()) == null ? AlignCounts.UNKNOWN : chunk.modality();
    tally.add(modality, Outcome.READ);
    String problem = screening.problem(chunk);
    if (problem != null) {
      byte[] original =
          arrival.original() == null ? spec.rule().original(chunk) : arrival.original();
      reject(modality, new RejectedRecord(arrival.source(), arrival.position(), problem, original));
      return;
    }
    long earliest = clocks.earliestMicros(arrival.source());
    boolean opensWindows = spec.opensWindows(spec.modality(modality));
    if (opensWindows && chunk.startMicros() < earliest) {
      tally.add(modality, Outcome.LATE);
      output.collect(Alignment.LATE, element);
      return;
    }
    watermarks.admitted(arrival.source());
    clocks.advance(arrival.source(), chunk.startMicros());
    if (opensWindows) {
      watermarks.saw(chunk.endMicros());
      newestMicros.add(chunk.endMicros());
    }
    long effective = Math.max(chunk.startMicros(), earliest);
    output.collect(
        element.replace(new PlacedChunk(chunk, arrival.source(), arrival.position(), effective)));
    watermarks.clocksAdvanced(); // after the chunk, which may lie before it
  }

  private void reject(String modality, RejectedRecord record) {
    tally.add(modality, Outcome.REJECTED);
    output.collect(Alignment.REJECTED, new StreamRecord<>(record));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (watermarks.watermark(mark.getTimestamp())) {
      super.processWatermark(mark);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    watermarks.status(status);
  }

  @Override
  public void endInput() {
    output.collect(Alignment.COUNTS, new StreamRecord<>(tally.toCounts()));
  }

  @Override
  public void close() throws Exception {
    if (watermarks != null) {
      watermarks.stop();
    }
    super.close();
  }
}
