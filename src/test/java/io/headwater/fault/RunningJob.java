package io.headwater.fault;

import io.headwater.job.LearnProgress;
import io.headwater.job.ScoreProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job on a {@link FaultCluster}, and what is waited for while it runs. */
final class RunningJob {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long POLL_MILLIS = 50;

  private final FaultCluster cluster;
  private final JobID id;
  private final String name;
  private final Callable<String> state;

  private RunningJob(FaultCluster cluster, JobID id, String name, Callable<String> state) {
    this.cluster = cluster;
    this.id = id;
    this.name = name;
    this.state = state;
  }

  /**
   * Submits the graph of an environment; the job restarts at once after a failure.
   *
   * @param name of the run
   * @param state what a message about waiting in vain should tell
   */
  static RunningJob submit(
      FaultCluster cluster, StreamExecutionEnvironment env, String name, Callable<String> state)
      throws Exception {
    env.configure(
        new Configuration()
            .set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofMillis(1))
            .set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofMillis(200)));
    return new RunningJob(cluster, cluster.submit(env.getStreamGraph()), name, state);
  }

  void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "Run %s waited in vain for %s; the job is %s, %s; %s."
                .formatted(name, what, cluster.status(id), state.call(), cluster.checkpoints(id)));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Ends the wait at once where the job failed for good. */
  private boolean holds(Callable<Boolean> condition) throws Exception {
    if (cluster.status(id) == JobStatus.FAILED) {
      throw new IllegalStateException("The job of run " + name + " failed for good.");
    }
    return condition.call();
  }

  /** Until a checkpoint has completed that began after now. */
  void awaitCheckpoint() throws Exception {
    long now = cluster.completedCheckpoints(id);
    await("a checkpoint", () -> cluster.completedCheckpoints(id) >= now + 2);
  }

  /** A checkpoint that begins now. */
  void checkpoint() throws Exception {
    await("a checkpoint by hand", () -> cluster.checkpoint(id));
  }

  boolean isSourceBackPressured() throws Exception {
    return cluster.isSourceBackPressured(id);
  }

  /** Ends the job with a savepoint below a folder and tells where it lies. */
  String savepoint(Path folder) throws Exception {
    AtomicReference<String> at = new AtomicReference<>();
    await(
        "a savepoint",
        () -> {
          at.set(cluster.savepoint(id, folder.toUri().toString()));
          return at.get() != null;
        });
    await("the end of the job", () -> cluster.status(id).isGloballyTerminalState());
    return at.get();
  }

  /** Ends the job where it has not ended. */
  void end() throws Exception {
    if (!cluster.status(id).isGloballyTerminalState()) {
      cluster.cancel(id);
    }
  }

  LearnProgress progress() throws Exception {
    return LearnProgress.of(cluster.accumulators(id));
  }

  ScoreProgress scoring() throws Exception {
    return ScoreProgress.of(cluster.accumulators(id));
  }
}
