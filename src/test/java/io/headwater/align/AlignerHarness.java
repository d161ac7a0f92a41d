package io.headwater.align;

import io.headwater.align.grid.PlacedChunk;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.AlignedWindow;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The real aligner, driven by hand. */
final class AlignerHarness implements AutoCloseable {
  static final int MAX_PARALLELISM = 16;

  final KeyedOneInputStreamOperatorTestHarness<String, PlacedChunk, AlignedWindow> operator;

  AlignerHarness(AlignmentSpec spec, OperatorSubtaskState state) throws Exception {
    this(spec, state, 1, 0);
  }

  AlignerHarness(AlignmentSpec spec, OperatorSubtaskState state, int parallelism, int index)
      throws Exception {
    this(spec, state, parallelism, index, null);
  }

  private AlignerHarness(
      AlignmentSpec spec,
      OperatorSubtaskState state,
      int parallelism,
      int index,
      StateBackend backend)
      throws Exception {
    operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new WindowAligner(spec),
            placed -> placed.chunk().subject(),
            Types.STRING,
            MAX_PARALLELISM,
            parallelism,
            index);
    if (backend != null) {
      operator.setStateBackend(backend);
    }
    operator.setup(AlignTypes.ALIGNED_WINDOW.createSerializer());
    if (state == null) {
      operator.initializeEmptyState();
    } else {
      operator.initializeState(state);
    }
    operator.open();
  }

  /** State as bytes in RocksDB instead of objects on the heap. */
  static AlignerHarness onRocksDb(AlignmentSpec spec, OperatorSubtaskState state) throws Exception {
    return new AlignerHarness(spec, state, 1, 0, new EmbeddedRocksDBStateBackend());
  }

  AlignerHarness send(SensorChunk... chunks) throws Exception {
    for (SensorChunk chunk : chunks) {
      operator.processElement(
          new StreamRecord<>(new PlacedChunk(chunk, "p", chunk.sequence(), chunk.startMicros())));
    }
    return this;
  }

  /** All later chunks start at or after that second. */
  AlignerHarness watermark(long second) throws Exception {
    operator.processWatermark(second * 1000 - 1);
    return this;
  }

  OperatorSubtaskState snapshot() throws Exception {
    return operator.snapshot(1, 1);
  }

  List<AlignedWindow> windows() {
    return operator.extractOutputValues();
  }

  List<Long> windowEnds() {
    return windows().stream().map(w -> w.endMicros() / Chunks.SECOND).toList();
  }

  <T> List<T> side(OutputTag<T> tag) {
    var queue = operator.getSideOutput(tag);
    return queue == null ? List.of() : queue.stream().map(StreamRecord::getValue).toList();
  }

  ChunkCounts counts(String modality) throws Exception {
    operator.endInput();
    return side(Alignment.COUNTS).get(0).of(modality);
  }

  int stateEntries() {
    return operator.numKeyedStateEntries() + operator.numEventTimeTimers();
  }

  @Override
  public void close() throws Exception {
    operator.close();
  }
}
