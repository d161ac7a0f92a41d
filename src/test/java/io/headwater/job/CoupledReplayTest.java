package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.config.HeadwaterConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Coupled latents through the real job, from recordings. */
@Timeout(120)
class CoupledReplayTest {
  private static final int WINDOWS = 110;

  @TempDir static Path folder;

  private static HeadwaterConfig config;
  private static ReplayFolder whole;
  private static int chunks;

  @BeforeAll
  static void replay() throws Exception {
    config =
        SmallWard.config(
            "estimator.kind=coupled",
            "estimator.coupled.queue=64",
            "learning.first-refit=270",
            "modalities[2].latents=2",
            "runtime.checkpoint-interval=200ms");
    SmallWard.writeCsv(folder.resolve("in"), WINDOWS);
    whole = new ReplayFolder(folder.resolve("whole"));
    new ReplayJob(config, RecordingInputs.source(folder.resolve("in"), config), whole, false)
        .run(progress -> chunks = (int) progress.total("read"), scored -> {});
  }

  private static JsonNode json(Path file) throws Exception {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void latentsGraphAndReportComeOut() throws Exception {
    List<String> lines = Files.readAllLines(whole.latentsCsv());
    assertThat(lines).hasSize(1 + WINDOWS * SmallWard.SUBJECTS.size());
    assertThat(lines.get(0))
        .isEqualTo(
            "subject,window_start,window_end,wrist.z0,wrist.z1,wrist.eta0,belt.z0,belt.z1,belt.eta0,facts.z0,facts.z1");
    JsonNode graph = json(whole.graphJson());
    assertThat(graph.get("nodes")).hasSize(6);
    assertThat(graph.get("edges")).isNotEmpty();
    for (JsonNode edge : graph.get("edges")) {
      assertThat(edge.get("direction_support").isNumber()).as("no direction").isFalse();
    }
    String findings = graph.get("findings").toString();
    assertThat(findings)
        .contains("what may be read off")
        .contains("modality gap")
        .contains("whitening spectrum")
        .contains("excess kurtosis");
    String[] last = Files.readAllLines(whole.prequentialCsv()).get(300).split(",");
    assertThat(Double.parseDouble(last[4])).isPositive();
  }

  @Test
  void aJobThatFailsOnceAndIsRestoredWritesTheSameBits() throws Exception {
    ReplayFolder failing = new ReplayFolder(folder.resolve("failing"));
    var source =
        InterruptedSource.of(
            RecordingInputs.source(folder.resolve("in"), config),
            "coupled",
            chunks * 2 / 3,
            chunks * 3 / 4);
    Configuration settings =
        new Configuration()
            .set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString())
            .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1)
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    StreamExecutionEnvironment env = LocalRun.environment(1, settings);
    LiveEnvironment.checkpoints(env, config);
    failing.prepare();
    HeadwaterConfig own =
        config.withRuntime(config.runtime().withModels(failing.models().toUri().toString()));
    new LearnJob(
            own,
            source,
            LearnJob.Mode.REPLAY,
            false,
            InterruptedSource.counting(
                "coupled", new ReplaySinks(failing, Estimators.components(own))))
        .build(env);
    LocalRun.await(env.executeAsync("coupled"), progress -> {});
    assertThat(InterruptedSource.plan("coupled").failures).hasValue(1);
    // Local files begin anew with the restored job; what stands in them is the rest of the same
    // rows.
    List<String> rest = Files.readAllLines(failing.latentsCsv());
    assertThat(rest).hasSizeGreaterThan(10);
    assertThat(Files.readAllLines(whole.latentsCsv())).containsAll(rest);
    assertThat(json(failing.modelJson()).get("sha256"))
        .isEqualTo(json(whole.modelJson()).get("sha256"));
  }
}
