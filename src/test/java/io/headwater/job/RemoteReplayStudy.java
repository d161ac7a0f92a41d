package io.headwater.job;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A replay on a cluster of other processes, whose class path holds Headwater and its libraries and
 * which sees the same files: {@code RemoteReplayStudy CONFIG INPUT OUT HOST REST-PORT}. Prints what
 * {@code model.json} holds, to be compared with that of {@code headwater replay}.
 */
final class RemoteReplayStudy {
  private RemoteReplayStudy() {}

  public static void main(String[] args) throws Exception {
    HeadwaterConfig config = ConfigLoader.load(Path.of(args[0]));
    ReplayFolder folder = new ReplayFolder(Path.of(args[2]));
    Configuration settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(
            args[3], Integer.parseInt(args[4]), settings);
    env.setParallelism(config.runtime().parallelism());
    ReplayJob job =
        new ReplayJob(config, RecordingInputs.source(Path.of(args[1]), config), folder, false);
    LocalRun.await(job.submit(env), System.err::println);
    System.out.println(Files.readString(folder.modelJson()));
  }
}
