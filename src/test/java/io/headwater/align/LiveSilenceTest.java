package io.headwater.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sensor.SensorChunk;
import io.headwater.window.AlignedWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sources that never end and fall silent, in a real cluster. */
class LiveSilenceTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  @Timeout(120)
  void whenAllSensorsFallSilentTheWindowsWithDataStillCome() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    AlignmentSpec spec =
        new AlignmentSpec(
            List.of(Chunks.series("sleep"), Chunks.series("pulse")),
            Duration.ofSeconds(10),
            null,
            Duration.ofSeconds(30),
            true,
            Duration.ofSeconds(1),
            null,
            2,
            null,
            0);
    Map<String, DataStream<Arrival>> sources =
        Map.of("sleep", silent(env, "sleep", 25, spec), "pulse", silent(env, "pulse", 12, spec));
    List<Long> ends = new ArrayList<>();
    try (CloseableIterator<AlignedWindow> windows =
        Alignment.build(sources, spec).windows().collectAsync()) {
      JobClient job = env.executeAsync();
      while (ends.size() < 3) {
        ends.add(windows.next().endMicros() / Chunks.SECOND);
      }
      job.cancel().get();
    }
    assertThat(ends).containsExactly(10L, 20L, 30L);
  }

  private static DataStream<Arrival> silent(
      StreamExecutionEnvironment env, String modality, int seconds, AlignmentSpec spec) {
    return env.addSource(new FallsSilent(modality, seconds), modality, AlignTypes.ARRIVAL)
        .setParallelism(1)
        .assignTimestampsAndWatermarks(Alignment.watermarks(spec))
        .setParallelism(1);
  }

  /** One chunk a second, all at once, then nothing until it is cancelled. */
  private static final class FallsSilent implements SourceFunction<Arrival> {
    private static final long serialVersionUID = 1L;
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private final String modality;
    private final int seconds;

    FallsSilent(String modality, int seconds) {
      this.modality = modality;
      this.seconds = seconds;
    }

    @Override
    public void run(SourceContext<Arrival> context) throws InterruptedException {
      for (int second = 0; second < seconds; second++) {
        SensorChunk chunk = Chunks.seconds("s", modality, second, second);
        synchronized (context.getCheckpointLock()) {
          context.collect(new Arrival(modality, second, chunk));
        }
      }
      NEVER.await(); // cancelling interrupts
    }

    @Override
    public void cancel() {}
  }
}
