package io.headwater.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.config.HeadwaterConfig;
import io.headwater.job.BoundedLearning;
import io.headwater.job.LocalRun;
import io.headwater.job.SmallWard;
import io.headwater.job.WardTopics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job over what a live run has consumed publishes what the live run published. */
@Timeout(300)
class ReplayParityTest {
  private static final int WINDOWS = 40;

  @TempDir static Path folder;

  private static RestartableBroker broker;
  private static Map<String, String> live;

  @BeforeAll
  static void runLive() throws Exception {
    broker = new RestartableBroker(folder.resolve("broker"));
    live = FaultRun.undisturbedLatents(broker, folder, Feed.steady("parity", WINDOWS), "live");
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aReplayOfTheTopicsPublishesTheSameLatentsBitForBit(int parallelism) throws Exception {
    Map<String, String> replayed = replay(parallelism);
    // At its end a replay also closes the windows that the live run still waited with.
    assertThat(replayed).hasSize(live.size() + 2).containsAllEntriesOf(live);
  }

  private static Map<String, String> replay(int parallelism) throws Exception {
    String name = "replay" + parallelism;
    WardTopics topics = new WardTopics(broker.bootstrap());
    List<String> outputs =
        Stream.of("latents", "graphs", "models", "late", "rejected")
            .map(output -> name + "." + output)
            .toList();
    topics.create(1, outputs);
    HeadwaterConfig config = config(name, parallelism);
    StreamExecutionEnvironment env = LocalRun.environment(parallelism, new Configuration());
    BoundedLearning.run(env, config, progress -> {});
    return topics.values(name + ".latents");
  }

  private static HeadwaterConfig config(String name, int parallelism) {
    return SmallWard.config(
        Stream.of(
                Stream.of(Feed.settings("parity")),
                Stream.of(
                    "name=" + name,
                    "kafka.bootstrap=" + broker.bootstrap(),
                    "kafka.topics.latents=" + name + ".latents",
                    "kafka.topics.graphs=" + name + ".graphs",
                    "kafka.topics.models=" + name + ".models",
                    "kafka.topics.late=" + name + ".late",
                    "kafka.topics.rejected=" + name + ".rejected",
                    "kafka.delivery=at-least-once",
                    "runtime.parallelism=" + parallelism,
                    "runtime.models=" + folder.resolve(name).toUri()))
            .flatMap(settings -> settings)
            .toArray(String[]::new));
  }
}
