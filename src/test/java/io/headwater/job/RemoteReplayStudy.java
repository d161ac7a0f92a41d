package io.headwater.job;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A replay on a cluster of other processes, whose class path holds Headwater and its libraries and
 * which sees the same files: {@code RemoteReplayStudy CONFIG INPUT OUT HOST REST-PORT}. Prints what
 * {@code model.json} holds, to be compared with that of {@code headwater replay}.
 */
final class RemoteReplayStudy {
  private RemoteReplayStudy() {}

  public static void main(String[] args) throws Exception {
    ReplayFolder folder = new ReplayFolder(Path.of(args[2]));
    folder.prepare();
    HeadwaterConfig config = config(Path.of(args[0]), folder);
    Configuration settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(
            args[3], Integer.parseInt(args[4]), settings);
    env.setParallelism(config.runtime().parallelism());
    new LearnJob(
            config,
            RecordingInputs.source(Path.of(args[1]), config),
            LearnJob.Mode.REPLAY,
            false,
            new ReplaySinks(folder, Estimators.components(config)))
        .build(env);
    JobClient client = env.executeAsync(config.name() + "-replay");
    LocalRun.await(client, System.err::println);
    System.out.println(Files.readString(folder.modelJson()));
  }

  private static HeadwaterConfig config(Path file, ReplayFolder folder) throws IOException {
    HeadwaterConfig config = ConfigLoader.load(file);
    return config.withRuntime(
        config.runtime().withModels(folder.models().toAbsolutePath().toUri().toString()));
  }
}
