package io.headwater.job;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs a job on a Flink cluster inside this process and reports progress while it runs. For replay,
 * the demo and tests; a deployed job goes through the ordinary Flink client.
 */
public final class LocalRun {
  /** How often accumulators travel from tasks to the job manager, and progress is told. */
  private static final Duration PULSE = Duration.ofSeconds(1);

  private LocalRun() {}

  /** An environment with an in-process cluster of the given parallelism. */
  public static StreamExecutionEnvironment environment(int parallelism, Configuration extra) {
    Configuration settings = new Configuration();
    settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, PULSE);
    // An in-process cluster cannot lose contact with itself; a long re-solve must not look like it.
    settings.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofMinutes(10));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    settings.addAll(extra);
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
  }

  /**
   * Waits for a job to end, telling its progress about once a second.
   *
   * @throws Exception the job's own failure, unwrapped
   */
  public static JobExecutionResult await(JobClient client, Consumer<LearnProgress> listener)
      throws Exception {
    return awaitEnd(client, accumulators -> listener.accept(LearnProgress.of(accumulators)));
  }

  /** The same for a scoring job. */
  public static JobExecutionResult awaitScoring(JobClient client, Consumer<ScoreProgress> listener)
      throws Exception {
    return awaitEnd(client, accumulators -> listener.accept(ScoreProgress.of(accumulators)));
  }

  private static JobExecutionResult awaitEnd(
      JobClient client, Consumer<Map<String, Object>> listener) throws Exception {
    CompletableFuture<JobExecutionResult> result = client.getJobExecutionResult();
    while (true) {
      try {
        return result.get(PULSE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException running) {
        ask(client, listener);
      } catch (ExecutionException failed) {
        throw Failures.root(failed);
      }
    }
  }

  /** The job's progress now, told to the listener; silence when it cannot be asked. */
  public static void tell(JobClient client, Consumer<LearnProgress> listener) {
    ask(client, accumulators -> listener.accept(LearnProgress.of(accumulators)));
  }

  private static void ask(JobClient client, Consumer<Map<String, Object>> listener) {
    try {
      listener.accept(client.getAccumulators().get(PULSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException | IllegalStateException notNow) {
      // Progress is for the eye: the next pulse asks again, and a failure shows in the result. The
      // in-process cluster throws IllegalStateException when it has just gone down with its job.
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
