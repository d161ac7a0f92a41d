package io.headwater.fault;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.OutputTopics;
import io.headwater.job.Checkpoints;
import io.headwater.job.KafkaSinks;
import io.headwater.job.LearnJob;
import io.headwater.job.LearnProgress;
import io.headwater.job.LearnStreams;
import io.headwater.job.LiveEnvironment;
import io.headwater.job.SmallWard;
import io.headwater.job.WardTopics;
import io.headwater.wire.GraphSnapshotCodec;
import io.headwater.wire.kafka.KafkaInputs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One run of the live job over a feed, exactly once, with a checkpoint every 200 ms. Input topics
 * are made anew under the names of the feed, for latents tell where they came from; output topics
 * are the run's own.
 */
final class FaultRun {
  /** Longer than any run; below the transaction timeout of ten minutes. */
  static final String CHECKPOINTS_BY_HAND = "runtime.checkpoint-interval=9m";

  private static final Duration OFTEN = Duration.ofMinutes(1);

  /** Less than the buffers between two tasks hold. */
  private static final int SLICE = 40;

  /** Flink's interval of periodic watermarks. */
  private static final long WATERMARK_MILLIS = 200;

  private final FaultCluster cluster;
  private final RestartableBroker broker;
  private final WardTopics topics;
  private final Feed feed;
  private final Path folder;
  private final HeadwaterConfig config;
  private final Sabotage sabotage;
  private int partsSent;
  private int sentOfPart;
  private int sent;
  private RunningJob job;

  FaultRun(
      FaultCluster cluster,
      RestartableBroker broker,
      Path folder,
      Feed feed,
      Sabotage sabotage,
      String name,
      List<String> settings)
      throws Exception {
    this.cluster = cluster;
    this.broker = broker;
    this.topics = new WardTopics(broker.bootstrap());
    this.feed = feed;
    this.folder = folder.resolve(name);
    this.sabotage = sabotage;
    this.config = config(broker, this.folder, feed, name, settings);
    OutputTopics names = config.kafka().topics();
    topics.createAnew(2, Feed.topics(feed.name()));
    topics.create(
        1,
        List.of(names.latents(), names.graphs(), names.models(), names.late(), names.rejected()));
  }

  /** What a run without faults, on a cluster of its own, publishes of a feed. */
  static Map<String, String> undisturbedLatents(
      RestartableBroker broker, Path folder, Feed feed, String name) throws Exception {
    try (FaultCluster cluster = new FaultCluster()) {
      cluster.start();
      FaultRun run =
          new FaultRun(cluster, broker, folder, feed, Sabotage.none(name), name, List.of());
      run.submit();
      return run.finish().latents();
    }
  }

  private static HeadwaterConfig config(
      RestartableBroker broker, Path folder, Feed feed, String name, List<String> own) {
    List<String> settings = new ArrayList<>(Arrays.asList(Feed.settings(feed.name())));
    settings.add("name=" + name);
    settings.add("kafka.bootstrap=" + broker.bootstrap());
    for (String topic : List.of("latents", "graphs", "models", "late", "rejected")) {
      settings.add("kafka.topics." + topic + "=" + name + "." + topic);
    }
    settings.add("window.max-wait=" + feed.maxWait().toMillis() + "ms");
    settings.add("runtime.parallelism=2");
    settings.add("runtime.checkpoint-interval=200ms");
    settings.add("runtime.checkpoints=" + folder.resolve("checkpoints").toUri());
    settings.add("runtime.models=" + folder.resolve("models").toUri());
    settings.addAll(own);
    return SmallWard.config(settings.toArray(new String[0]));
  }

  HeadwaterConfig config() {
    return config;
  }

  Sabotage sabotage() {
    return sabotage;
  }

  FaultCluster cluster() {
    return cluster;
  }

  RestartableBroker broker() {
    return broker;
  }

  /** Submits the job as {@code headwater learn} would, anew or from a checkpoint. */
  void submit(String restoreFrom, int parallelism) throws Exception {
    StreamExecutionEnvironment env = LiveEnvironment.of(config, restoreFrom);
    new LearnJob(
            config,
            new WatchedSource<>(KafkaInputs.live(config), config.name()),
            LearnJob.Mode.LIVE,
            false,
            watched())
        .build(env);
    env.setParallelism(parallelism);
    job = RunningJob.submit(cluster, env, config.name(), this::state);
  }

  void submit() throws Exception {
    submit(null, config.runtime().parallelism());
  }

  private LearnStreams.Sinks watched() {
    String run = config.name();
    return streams ->
        new KafkaSinks(config)
            .attach(
                new LearnStreams(
                    streams
                        .latents()
                        .map(
                            latent -> {
                              Sabotage.of(run).latentWritten();
                              return latent;
                            })
                        .returns(streams.latents().getType())
                        .uid("watched-latents")
                        .setParallelism(1),
                    streams.graphs(),
                    streams.models(),
                    streams.prequential(),
                    streams.windows(),
                    streams.late(),
                    streams.rejected()));
  }

  /** Sends the next part, after what was sent before was read and the feed's silence passed. */
  void sendPart() throws Exception {
    if (partsSent > 0 && !feed.silence().isZero()) {
      awaitEverythingRead();
      Thread.sleep(feed.silence().toMillis());
    }
    send(feed.parts().get(partsSent).size());
  }

  /** At most so many records of the part at hand. */
  private void send(int most) throws Exception {
    var part = feed.parts().get(partsSent);
    int until = Math.min(part.size(), sentOfPart + most);
    topics.send(part.subList(sentOfPart, until));
    sent += until - sentOfPart;
    sentOfPart = until;
    if (until == part.size()) {
      partsSent++;
      sentOfPart = 0;
    }
  }

  boolean hasMore() {
    return partsSent < feed.parts().size();
  }

  void sendRest() throws Exception {
    while (hasMore()) {
      sendPart();
    }
  }

  /** Until so many latents were written, counting those of failed attempts. */
  void awaitLatents(long count) throws Exception {
    job.await("latents to be " + count, () -> sabotage.latents() >= count);
  }

  /** The same, of parts that may close no window. */
  void awaitLatentsOrEverythingRead(long count) throws Exception {
    job.await(
        "latents to be " + count + " or everything to be read",
        () -> sabotage.latents() >= count || job.progress().total("read") == sent);
  }

  /** A checkpoint that begins now. */
  void checkpoint() throws Exception {
    job.checkpoint();
  }

  /** Latents that have reached their topic, committed or not. */
  int written() {
    return topics.written(config.kafka().topics().latents()).size();
  }

  void awaitWritten(int count) throws Exception {
    job.await("written latents to be " + count, () -> written() >= count);
  }

  /**
   * Sends by and by, until a task of the source is held up by whoever takes its output, with more
   * to read. Windows leave the aligner with the next watermark: were all sent at once, all could be
   * read before any window has left, and nothing would be held up.
   */
  void sendUntilBackPressure() throws Exception {
    job.await(
        "back-pressure at the source",
        () -> {
          if (job.progress().total("read") < sent) {
            return job.isSourceBackPressured();
          }
          if (hasMore()) {
            send(SLICE);
          }
          Thread.sleep(WATERMARK_MILLIS);
          return false;
        });
  }

  void awaitEverythingRead() throws Exception {
    job.await("everything to be read", () -> job.progress().total("read") == sent);
  }

  void awaitCheckpoint() throws Exception {
    job.awaitCheckpoint();
  }

  /**
   * Until a graph is committed that was published after the first solve; then the newest checkpoint
   * holds what was solved.
   */
  void awaitSolved() throws Exception {
    GraphSnapshotCodec codec = new GraphSnapshotCodec();
    job.await(
        "a graph after the first solve",
        () ->
            topics.committed(config.kafka().topics().graphs()).stream()
                .anyMatch(
                    r -> codec.decode(r.value()).windows() >= config.learning().firstRefit()));
  }

  private String state() throws Exception {
    return "%d records sent, %s, %d latents written, %d committed"
        .formatted(
            sent,
            job.progress().chunks(),
            sabotage.latents(),
            topics.committed(config.kafka().topics().latents()).size());
  }

  void restartClusterFromCheckpoint() throws Exception {
    cluster.crash();
    cluster.start();
    submit(Checkpoints.newest(config.runtime().checkpoints()), config.runtime().parallelism());
  }

  void restartFromSavepoint(int parallelism) throws Exception {
    submit(savepoint(), parallelism);
  }

  private String savepoint() throws Exception {
    return job.savepoint(folder.resolve("savepoints"));
  }

  /** Counts come with heartbeats, of each task manager at its own time. */
  private LearnProgress accounted() throws Exception {
    AtomicReference<LearnProgress> last = new AtomicReference<>();
    job.await(
        "every record to be accounted for",
        () -> {
          LearnProgress progress = job.progress();
          last.set(progress);
          return progress.total("read") == sent
              && Stream.of("used", "duplicate", "late", "rejected").mapToLong(progress::total).sum()
                  == sent;
        });
    return last.get();
  }

  private boolean byHand() {
    return config.runtime().checkpointInterval().compareTo(OFTEN) > 0;
  }

  /** Waits until all that was sent is read, learned and committed; then ends the job. */
  Outcome finish() throws Exception {
    sendRest();
    awaitEverythingRead();
    String latents = config.kafka().topics().latents();
    job.await(
        feed.latents() + " committed latents",
        () -> {
          if (byHand()) {
            checkpoint();
          }
          return topics.committed(latents).size() >= feed.latents();
        });
    // A fault may have struck after all this was so; and late and rejected records are visible only
    // once the checkpoint behind them has completed, which a savepoint that ends the job does not
    // wait for.
    if (!byHand()) {
      awaitCheckpoint();
    }
    Map<String, Long> counts = new TreeMap<>(accounted().chunks());
    counts.values().removeIf(count -> count == 0);
    String savepoint = savepoint();
    return Outcome.read(
        topics, config.kafka().topics(), counts, LearnerStateBytes.sha256(savepoint));
  }
}
