package io.headwater.job;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.KafkaConfig;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The environment of a live job: the cluster's when submitted to one, otherwise one inside this
 * process; with the configuration's checkpoints.
 */
public final class LiveEnvironment {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private LiveEnvironment() {}

  /**
   * @param config checkpoints and parallelism
   * @param restoreFrom URI of a checkpoint or savepoint to go on from; null to begin anew
   */
  public static StreamExecutionEnvironment of(HeadwaterConfig config, String restoreFrom) {
    return of(config, restoreFrom, settings(config));
  }

  /**
   * The same for a scoring job, whose state of another choice of models is left aside.
   *
   * @param config checkpoints and parallelism
   * @param restoreFrom URI of a scorer's checkpoint or savepoint; null to begin anew
   */
  public static StreamExecutionEnvironment forScoring(HeadwaterConfig config, String restoreFrom) {
    Configuration settings = settings(config);
    settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    return of(config, restoreFrom, settings);
  }

  private static StreamExecutionEnvironment of(
      HeadwaterConfig config, String restoreFrom, Configuration settings) {
    if (restoreFrom != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(config.runtime().parallelism());
    checkpoints(env, config);
    return env;
  }

  private static Configuration settings(HeadwaterConfig config) {
    Configuration settings = PrometheusPort.settings(config);
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LONGEST_PAUSE);
    if (config.runtime().checkpoints() != null) {
      settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, config.runtime().checkpoints());
    }
    return settings;
  }

  /** Switches checkpoints on as the configuration says. */
  public static void checkpoints(StreamExecutionEnvironment env, HeadwaterConfig config) {
    env.enableCheckpointing(
        config.runtime().checkpointInterval().toMillis(),
        config.kafka().delivery() == KafkaConfig.Delivery.EXACTLY_ONCE
            ? CheckpointingMode.EXACTLY_ONCE
            : CheckpointingMode.AT_LEAST_ONCE);
  }
}
