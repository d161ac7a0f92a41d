package io.headwater.job;

import io.headwater.config.HeadwaterConfig;
import io.headwater.wire.kafka.KafkaInputs;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job over what topics hold now, to its end, with its own sinks. */
public final class BoundedLearning {
  private BoundedLearning() {}

  public static JobExecutionResult run(
      StreamExecutionEnvironment env, HeadwaterConfig config, Consumer<LearnProgress> listener)
      throws Exception {
    new LearnJob(
            config,
            KafkaInputs.bounded(config),
            LearnJob.Mode.REPLAY,
            false,
            new KafkaSinks(config))
        .build(env);
    return LocalRun.await(env.executeAsync(config.name()), listener);
  }
}
