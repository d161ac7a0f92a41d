package io.headwater.align;

import static io.headwater.align.Chunks.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.AlignedWindow;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AlignmentJobTest {
  private static final List<Modality> MODALITIES =
      List.of(Chunks.series("sleep"), Chunks.series("pulse"), Chunks.tabular("profile"));

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private record Run(List<ByteBuffer> rows, AlignCounts counts, JobExecutionResult result) {}

  @Test
  void theParallelismOfTheAlignerDoesNotChangeTheRows() throws Exception {
    Run alone = run(1);
    Run four = run(4);
    assertThat(alone.rows).hasSizeGreaterThan(50).doesNotHaveDuplicates();
    assertThat(four.rows).isEqualTo(alone.rows);
    assertThat(four.counts).isEqualTo(alone.counts);
  }

  @Test
  void accumulatorsAgreeWithTheCountsAndEveryChunkIsAccountedFor() throws Exception {
    Run run = run(2);
    ChunkCounts sleep = run.counts.of("sleep");
    assertThat(sleep).isEqualTo(new ChunkCounts(122, 120, 1, 1, 0));
    assertThat(run.counts.of(AlignCounts.UNKNOWN)).isEqualTo(new ChunkCounts(1, 0, 0, 0, 1));
    for (Outcome outcome : Outcome.values()) {
      assertThat((Object) run.result.getAccumulatorResult(Alignment.accumulator("sleep", outcome)))
          .isEqualTo(sleep.of(outcome));
    }
    assertThat(run.counts.byModality().values()).allMatch(ChunkCounts::balances);
  }

  private static Run run(int parallelism) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
    env.setParallelism(parallelism);
    AlignmentSpec spec =
        new AlignmentSpec(
            MODALITIES,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            false,
            null,
            null,
            parallelism,
            null,
            0);
    Map<String, DataStream<Arrival>> sources = new TreeMap<>();
    partitions()
        .forEach(
            (name, arrivals) ->
                sources.put(
                    name,
                    env.fromData(arrivals, AlignTypes.ARRIVAL)
                        .setParallelism(1)
                        .assignTimestampsAndWatermarks(Alignment.watermarks(spec))
                        .setParallelism(1)));
    AlignedStreams aligned = Alignment.build(sources, spec);
    CloseableIterator<AlignedWindow> windows = aligned.windows().collectAsync();
    CloseableIterator<AlignCounts> counts = aligned.counts().collectAsync();
    JobExecutionResult result = env.execute();
    List<AlignedWindow> rows = new ArrayList<>();
    windows.forEachRemaining(rows::add);
    rows.sort(AlignedWindow.LEARNING_ORDER);
    AlignCounts sum = AlignCounts.NONE;
    while (counts.hasNext()) {
      sum = sum.plus(counts.next());
    }
    return new Run(rows.stream().map(Chunks::bits).toList(), sum, result);
  }

  /** Six subjects, two minutes; one chunk comes twice, one late, one of an unknown modality. */
  private static Map<String, List<Arrival>> partitions() {
    Map<String, List<Arrival>> partitions = new TreeMap<>();
    for (Modality modality : MODALITIES) {
      List<SensorChunk> chunks = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        float[] values = {i, i * 0.1f, -i};
        chunks.add(Chunks.regular("s" + i % 6, modality.name(), "d", i * SECOND, 700_000, values));
      }
      if (modality.name().equals("sleep")) {
        chunks.add(chunks.get(118));
        chunks.add(Chunks.regular("s0", "sleep", "other", 10 * SECOND, SECOND, 1));
        chunks.add(Chunks.seconds("s0", "dream", 119, 1));
      }
      List<Arrival> arrivals = new ArrayList<>();
      for (SensorChunk chunk : chunks) {
        arrivals.add(new Arrival(modality.name() + "-0", arrivals.size(), chunk));
      }
      partitions.put(modality.name(), arrivals);
    }
    return partitions;
  }
}
