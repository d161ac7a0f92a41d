package io.headwater.align;

import static io.headwater.align.Chunks.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.align.grid.PlacedChunk;
import io.headwater.sensor.Modality;
import io.headwater.sensor.Resampling;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.AlignedWindow;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * Each partition keeps its order, partitions interleave at will, watermarks run per partition as
 * Flink's sources run them: the rows and the counts must not depend on the interleaving.
 */
class InterleavingTest {
  private static final List<Modality> MODALITIES =
      List.of(
          Chunks.series("sleep", 1.7, Resampling.MEAN, Duration.ofSeconds(5)),
          Chunks.series("pulse", 1, Resampling.LINEAR, Duration.ofSeconds(7)),
          Chunks.series("motion", 1, Resampling.HOLD, Duration.ofSeconds(9)),
          Chunks.tabular("profile"));

  private record Run(List<ByteBuffer> rows, AlignCounts counts) {}

  @Property(tries = 60)
  void anyInterleavingOfPartitionsGivesTheSameRowsBitForBit(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 3) int slides) throws Exception {
    AlignmentSpec spec =
        new AlignmentSpec(
            MODALITIES,
            Duration.ofSeconds(12),
            Duration.ofSeconds(12 / slides),
            Duration.ofMillis(3_500),
            false,
            null,
            null,
            1,
            null,
            0);
    Map<String, List<SensorChunk>> partitions = partitions(random);
    Run first = run(spec, partitions, random);
    Run second = run(spec, partitions, random);
    assertThat(first.rows).isNotEmpty().doesNotHaveDuplicates();
    assertThat(second.rows).isEqualTo(first.rows);
    assertThat(second.counts).isEqualTo(first.counts);
    assertThat(first.counts.byModality().values()).allMatch(ChunkCounts::balances);
    assertThat(first.counts.total().read())
        .isEqualTo(partitions.values().stream().mapToLong(List::size).sum());
  }

  /** Four partitions, two subjects, jittered starts, some far behind, some delivered twice. */
  private static Map<String, List<SensorChunk>> partitions(Random random) {
    Map<String, List<SensorChunk>> partitions = new TreeMap<>();
    for (Modality modality : MODALITIES) {
      List<SensorChunk> chunks = new ArrayList<>();
      long clock = random.nextInt(20) * SECOND;
      for (int i = 0; i < 15; i++) {
        clock += random.nextInt(4_000_000);
        long start = clock - random.nextInt(random.nextInt(4) == 0 ? 12_000_000 : 2_000_000);
        float[] values = new float[1 + random.nextInt(5)];
        for (int v = 0; v < values.length; v++) {
          values[v] = random.nextInt(9) == 0 ? Float.NaN : random.nextFloat() * 1000 - 300;
        }
        chunks.add(
            Chunks.regular(
                "s" + random.nextInt(2),
                modality.name(),
                "d" + random.nextInt(2),
                start,
                200_000 + random.nextInt(1_500_000) / 3.0,
                values));
        if (random.nextInt(5) == 0) {
          chunks.add(chunks.get(random.nextInt(chunks.size())));
        }
      }
      partitions.put(modality.name() + "-0", chunks);
    }
    return partitions;
  }

  private static Run run(
      AlignmentSpec spec, Map<String, List<SensorChunk>> partitions, Random random)
      throws Exception {
    try (var admission =
            new OneInputStreamOperatorTestHarness<>(new Admission(spec, WallClock.system()));
        var aligner = new AlignerHarness(spec, null)) {
      admission.setup(AlignTypes.PLACED_CHUNK.createSerializer());
      admission.initializeEmptyState();
      admission.open();
      Map<String, Deque<Arrival>> left = new TreeMap<>();
      Map<String, PartitionMarks> marks = new TreeMap<>();
      partitions.forEach(
          (source, chunks) -> {
            left.put(source, arrivals(source, chunks));
            marks.put(source, new PartitionMarks(spec));
          });
      while (!left.isEmpty()) {
        List<String> sources = new ArrayList<>(left.keySet());
        String source = sources.get(random.nextInt(sources.size()));
        Arrival arrival = left.get(source).poll();
        long time = ArrivalWatermarks.timestampMillis(arrival, 0);
        marks.get(source).generator.onEvent(arrival, time, marks.get(source));
        admission.processElement(new StreamRecord<>(arrival, time));
        forward(admission, aligner);
        if (left.get(source).isEmpty()) {
          left.remove(source);
          marks.remove(source);
        }
        if (random.nextBoolean()) {
          long least =
              marks.values().stream()
                  .mapToLong(PartitionMarks::current)
                  .min()
                  .orElse(Long.MAX_VALUE);
          aligner.operator.processWatermark(least);
        }
      }
      aligner.operator.processWatermark(Long.MAX_VALUE);
      admission.endInput();
      aligner.operator.endInput();
      AlignCounts counts =
          admission
              .getSideOutput(Alignment.COUNTS)
              .peek()
              .getValue()
              .plus(aligner.side(Alignment.COUNTS).get(0));
      assertThat(aligner.side(Alignment.LATE)).isEmpty();
      List<AlignedWindow> windows = new ArrayList<>(aligner.windows());
      windows.sort(AlignedWindow.LEARNING_ORDER);
      return new Run(windows.stream().map(Chunks::bits).toList(), counts);
    }
  }

  private static Deque<Arrival> arrivals(String source, List<SensorChunk> chunks) {
    Deque<Arrival> arrivals = new ArrayDeque<>();
    for (int i = 0; i < chunks.size(); i++) {
      arrivals.add(new Arrival(source, i, chunks.get(i)));
    }
    return arrivals;
  }

  private static void forward(
      OneInputStreamOperatorTestHarness<Arrival, PlacedChunk> from, AlignerHarness to)
      throws Exception {
    for (PlacedChunk placed : from.extractOutputValues()) {
      to.operator.processElement(new StreamRecord<>(placed));
    }
    from.getOutput().clear();
  }

  /** The watermark of one split. */
  private static final class PartitionMarks implements WatermarkOutput {
    private final ArrivalWatermarks generator;
    private long current = Long.MIN_VALUE;

    PartitionMarks(AlignmentSpec spec) {
      generator =
          new ArrivalWatermarks(new Screening(spec, WallClock.system()), spec.latenessMicros());
    }

    long current() {
      generator.onPeriodicEmit(this);
      return current;
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      current = watermark.getTimestamp();
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }
}
