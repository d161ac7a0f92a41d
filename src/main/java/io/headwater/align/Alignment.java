package io.headwater.align;

import io.headwater.align.grid.PlacedChunk;
import io.headwater.sensor.RejectedRecord;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * Wires admission and the aligner behind sources of {@link Arrival}s.
 *
 * <pre>{@code
 * DataStream<Arrival> in = env.fromSource(source, Alignment.watermarks(spec), "sensors");
 * AlignedStreams aligned = Alignment.build(in, spec);
 * aligned.windows().process(…);
 * }</pre>
 *
 * <p>Every chunk read is used, duplicate, late or rejected. The counts appear three ways: as
 * metrics {@code chunks.read|used|duplicate|late|rejected} with the label {@code modality}; as
 * accumulators {@code chunks.<modality>.<outcome>} of the job's result ({@link #accumulator}); and
 * in {@link AlignedStreams#counts}. All three are checkpointed and go on after a restore. Admission
 * counts read, late and rejected, the aligner used, duplicate and late.
 *
 * <p>A source that hands out its splits one after another (files to few readers) must not be
 * watermarked as a whole: files not yet opened hold nothing back. Give each file a source of its
 * own and use {@link #build(Map, AlignmentSpec)}.
 *
 * <p>Watermarks must come from the source itself, per split: a strategy applied behind a source
 * that mixes partitions would let a fast partition close windows of a slow one.
 */
public final class Alignment {
  public static final OutputTag<Arrival> LATE = new OutputTag<>("late", AlignTypes.ARRIVAL);
  public static final OutputTag<RejectedRecord> REJECTED =
      new OutputTag<>("rejected", AlignTypes.REJECTED_RECORD);
  public static final OutputTag<AlignCounts> COUNTS =
      new OutputTag<>("counts", AlignTypes.ALIGN_COUNTS);

  /** Accumulator: the greatest end of an admitted chunk, microseconds since the epoch. */
  public static final String NEWEST_MICROS = "align.newestMicros";

  public static final String ALIGNER_UID = "window-aligner";
  public static final String ADMISSION_UID = "admission";

  private Alignment() {}

  /** Name of the accumulator that counts chunks of a modality with an outcome. */
  public static String accumulator(String modality, Outcome outcome) {
    return ChunkTally.accumulatorName(modality, outcome);
  }

  /**
   * Watermarks for a source: chunk start, out of order by at most the lateness. Chunks that
   * admission will reject are ignored. There is no idleness here: {@link Admission} bounds the wait
   * for silent partitions in live mode, and in replay nothing may depend on processing time.
   */
  public static WatermarkStrategy<Arrival> watermarks(AlignmentSpec spec) {
    Screening screening = new Screening(spec, WallClock.system());
    long latenessMicros = spec.latenessMicros();
    return WatermarkStrategy.<Arrival>forGenerator(
            context -> new ArrivalWatermarks(screening, latenessMicros))
        .withTimestampAssigner(
            (arrival, recorded) -> ArrivalWatermarks.timestampMillis(arrival, recorded));
  }

  /** Aligns one source; admission runs at its parallelism, chained to it. */
  public static AlignedStreams build(DataStream<Arrival> in, AlignmentSpec spec) {
    return align(List.of(admit(in, ADMISSION_UID, spec)), spec);
  }

  /**
   * Aligns several sources. A partition must belong to one source.
   *
   * @param inputs sources by a stable name, part of the operator's uid
   */
  public static AlignedStreams build(Map<String, DataStream<Arrival>> inputs, AlignmentSpec spec) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("There is no input to align; give at least one source.");
    }
    SortedMap<String, DataStream<Arrival>> byName = new TreeMap<>(inputs);
    List<SingleOutputStreamOperator<PlacedChunk>> admitted = new ArrayList<>();
    byName.forEach((name, in) -> admitted.add(admit(in, ADMISSION_UID + "-" + name, spec)));
    return align(admitted, spec);
  }

  /** Forward and equally parallel: a partition's records must stay together and in order. */
  private static SingleOutputStreamOperator<PlacedChunk> admit(
      DataStream<Arrival> in, String uid, AlignmentSpec spec) {
    return in.forward()
        .transform("Admission", AlignTypes.PLACED_CHUNK, new Admission(spec, WallClock.system()))
        .setParallelism(in.getParallelism())
        .uid(uid)
        .name(uid);
  }

  private static AlignedStreams align(
      List<SingleOutputStreamOperator<PlacedChunk>> admitted, AlignmentSpec spec) {
    SingleOutputStreamOperator<AlignedWindow> windows =
        union(List.copyOf(admitted))
            .keyBy(placed -> placed.chunk().subject(), Types.STRING)
            .transform("WindowAligner", AlignTypes.ALIGNED_WINDOW, new WindowAligner(spec))
            .setParallelism(spec.parallelism())
            .uid(ALIGNER_UID)
            .name(ALIGNER_UID);
    List<SingleOutputStreamOperator<?>> all = new ArrayList<>(admitted);
    all.add(windows);
    return new AlignedStreams(
        windows,
        sideOutputs(all, LATE),
        union(admitted.stream().map(a -> a.getSideOutput(REJECTED)).toList()),
        sideOutputs(all, COUNTS));
  }

  private static <T> DataStream<T> sideOutputs(
      List<SingleOutputStreamOperator<?>> operators, OutputTag<T> tag) {
    return union(operators.stream().map(o -> (DataStream<T>) o.getSideOutput(tag)).toList());
  }

  @SafeVarargs
  private static <T> DataStream<T> unionOf(DataStream<T> first, DataStream<T>... others) {
    return others.length == 0 ? first : first.union(others);
  }

  @SuppressWarnings("unchecked") // Only DataStream<T> go into the array.
  private static <T> DataStream<T> union(List<? extends DataStream<T>> streams) {
    return unionOf(streams.get(0), streams.subList(1, streams.size()).toArray(new DataStream[0]));
  }
}
