package io.headwater.local;

import io.headwater.config.HeadwaterConfig;
import io.headwater.job.KafkaSinks;
import io.headwater.job.LearnJob;
import io.headwater.job.LearnProgress;
import io.headwater.job.LiveEnvironment;
import io.headwater.job.LocalRun;
import io.headwater.job.PrometheusPort;
import io.headwater.wire.kafka.KafkaInputs;
import io.headwater.wire.kafka.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main job, live, inside this process: a real broker, a real Flink cluster, a feed that sends
 * faster than real time, and the learner reading it. Closing stops everything.
 */
public final class Demo implements AutoCloseable {
  private static final long PULSE_MILLIS = 500;

  /** Fills the topics; runs in a thread of its own until all is sent. */
  @FunctionalInterface
  public interface Source {
    void send(Feed feed) throws Exception;
  }

  private final EmbeddedBroker broker;
  private final HeadwaterConfig config;
  private final Path folder;
  private final ExecutorService feeder = Executors.newSingleThreadExecutor();
  private JobClient job;

  private Demo(EmbeddedBroker broker, HeadwaterConfig config, Path folder) {
    this.broker = broker;
    this.config = config;
    this.folder = folder;
  }

  /**
   * Starts broker, topics and job.
   *
   * @param wanted configuration; its broker and folders are replaced by the demo's own
   * @param folder where broker data, checkpoints and models go
   */
  public static Demo start(HeadwaterConfig wanted, Path folder) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
    Demo demo = new Demo(broker, on(wanted, broker, folder), folder);
    try {
      try (Topics topics = Topics.connect(demo.config)) {
        topics.createMissing(demo.config);
      }
      demo.submit();
      return demo;
    } catch (Exception e) {
      demo.close();
      throw e;
    }
  }

  private static HeadwaterConfig on(HeadwaterConfig wanted, EmbeddedBroker broker, Path folder) {
    return wanted
        .withKafka(
            wanted
                .kafka()
                .withBootstrap(broker.bootstrap())
                .withProperties(withoutLogin(wanted.kafka().properties())))
        .withRuntime(
            wanted
                .runtime()
                .withCheckpoints(uri(folder.resolve("checkpoints")))
                .withModels(uri(folder.resolve("models"))));
  }

  /** The demo's own broker asks for nothing, and logins are for another. */
  private static Map<String, String> withoutLogin(Map<String, String> properties) {
    Map<String, String> open = new TreeMap<>(properties);
    open.keySet().removeIf(name -> name.matches("security\\.protocol|sasl\\..*|ssl\\..*"));
    return open;
  }

  private static String uri(Path folder) {
    return folder.toAbsolutePath().toUri().toString();
  }

  private void submit() throws Exception {
    Configuration settings = PrometheusPort.settings(config);
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, config.runtime().checkpoints());
    StreamExecutionEnvironment env = LocalRun.environment(config.runtime().parallelism(), settings);
    LiveEnvironment.checkpoints(env, config);
    new LearnJob(
            config, KafkaInputs.live(config), LearnJob.Mode.LIVE, false, new KafkaSinks(config))
        .build(env);
    job = env.executeAsync(config.name());
  }

  /** The configuration in force: the demo's broker and folders. */
  public HeadwaterConfig config() {
    return config;
  }

  /**
   * Feeds the job until the source has ended and the job has read it all.
   *
   * @param source what to send
   * @param speed event seconds per second
   * @param listener told the progress about once a second
   */
  public void feed(Source source, double speed, Consumer<LearnProgress> listener) throws Exception {
    Feed feed = new Feed(config, speed);
    Future<?> sending =
        feeder.submit(
            () -> {
              source.send(feed);
              return null;
            });
    LearnProgress[] seen = new LearnProgress[1];
    while (!sending.isDone() || seen[0] == null || seen[0].total("read") < feed.sent()) {
      failIfEnded();
      LocalRun.tell(job, progress -> seen[0] = progress);
      if (seen[0] != null) {
        listener.accept(seen[0]);
      }
      TimeUnit.MILLISECONDS.sleep(PULSE_MILLIS);
    }
    sending.get();
  }

  private void failIfEnded() throws Exception {
    if (job.getJobExecutionResult().isDone()) {
      job.getJobExecutionResult().get();
      throw new IllegalStateException("The job ended while it was still being fed.");
    }
  }

  /** Lets the job close all windows, solve its graph once more and end; its output is committed. */
  public LearnProgress finish(Consumer<LearnProgress> listener) throws Exception {
    var savepoint =
        job.stopWithSavepoint(
            true, uri(folder.resolve("savepoints")), SavepointFormatType.CANONICAL);
    var result = LocalRun.await(job, listener);
    savepoint.get();
    return LearnProgress.of(result.getAllAccumulatorResults());
  }

  /** The job's progress now. */
  public LearnProgress progress() throws Exception {
    return LearnProgress.of(job.getAccumulators().get());
  }

  /** Blocks until the job ends by itself, which a live job does only by failing. */
  public void awaitEnd(Consumer<LearnProgress> listener) throws Exception {
    LocalRun.await(job, listener);
  }

  @Override
  public void close() {
    feeder.shutdownNow();
    if (job != null && !job.getJobExecutionResult().isDone()) {
      job.cancel().join();
    }
    broker.close();
  }
}
