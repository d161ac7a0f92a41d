package io.headwater.fault;

import io.headwater.config.ConfigFingerprint;
import io.headwater.config.HeadwaterConfig;
import io.headwater.job.KafkaSinks;
import io.headwater.job.LiveEnvironment;
import io.headwater.job.ScoreJob;
import io.headwater.job.ScoreProgress;
import io.headwater.job.SmallWard;
import io.headwater.job.WardTopics;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.ModelRecord;
import io.headwater.learn.ModelStore;
import io.headwater.score.LoadedModel;
import io.headwater.score.ModelChoice;
import io.headwater.wire.ModelSnapshotCodec;
import io.headwater.wire.kafka.KafkaInputs;
import io.headwater.wire.kafka.KafkaOutputs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One run of the scoring job over a feed, as {@link FaultRun} is of the learning job. Models are
 * published by hand, so a test knows when there is one and can take it away again.
 */
final class ScoreRun implements AutoCloseable {
  private final FaultCluster cluster;
  private final RestartableBroker broker;
  private final WardTopics topics;
  private final Feed feed;
  private final Path folder;
  private final Sabotage sabotage;
  private final String name;
  private final List<ProducerRecord<byte[], byte[]>> records;
  private int sent;
  private RunningJob job;

  ScoreRun(
      FaultCluster cluster, RestartableBroker broker, Path folder, Feed feed, Sabotage sabotage)
      throws Exception {
    this.cluster = cluster;
    this.broker = broker;
    this.topics = new WardTopics(broker.bootstrap());
    this.feed = feed;
    this.records = feed.parts().stream().flatMap(List::stream).toList();
    this.name = sabotage.run();
    this.folder = Files.createDirectories(folder.resolve(name));
    this.sabotage = sabotage;
    topics.createAnew(2, Feed.topics(feed.name()));
    topics.create(1, List.of(name + ".models", name + ".scores"));
  }

  /**
   * What a run published, as a reader of committed records sees it.
   *
   * @param scores values by record id
   * @param twice scores that were seen more than once
   * @param versions stamps of all of them
   */
  record Scores(Map<String, String> scores, int twice, Set<String> versions) {}

  HeadwaterConfig config(int parallelism, String... more) {
    List<String> settings = new ArrayList<>(Arrays.asList(Feed.settings(feed.name())));
    settings.add("name=" + name);
    settings.add("kafka.bootstrap=" + broker.bootstrap());
    settings.add("kafka.topics.models=" + name + ".models");
    settings.add("kafka.topics.scores=" + name + ".scores");
    settings.add("window.max-wait=" + feed.maxWait().toMillis() + "ms");
    settings.add("runtime.parallelism=" + parallelism);
    settings.add("runtime.checkpoint-interval=200ms");
    settings.add("runtime.checkpoints=" + folder.resolve("checkpoints").toUri());
    settings.add("runtime.models=" + models().toUri());
    settings.addAll(List.of(more));
    return SmallWard.config(settings.toArray(new String[0]));
  }

  private Path models() {
    return folder.resolve("models");
  }

  /**
   * Submits the job as {@code headwater score} would.
   *
   * @param restoreFrom a savepoint; null to begin anew
   * @param parallelism of sources, aligners, scorers and sinks
   * @param more settings
   */
  void submit(String restoreFrom, int parallelism, String... more) throws Exception {
    HeadwaterConfig own = config(parallelism, more).forScoring();
    StreamExecutionEnvironment env = LiveEnvironment.forScoring(own, restoreFrom);
    ScoreJob.overKafka(
            own,
            new WatchedSource<>(KafkaInputs.live(own), name),
            ModelChoice.newest(),
            watched(own))
        .build(env);
    job = RunningJob.submit(cluster, env, name, this::state);
  }

  private Consumer<DataStream<LatentRecord>> watched(HeadwaterConfig own) {
    String run = name;
    return scores ->
        KafkaSinks.scores(own)
            .accept(
                scores
                    .map(
                        latent -> {
                          Sabotage.of(run).latentWritten();
                          return latent;
                        })
                    .returns(scores.getType())
                    .uid("watched-scores")
                    .setParallelism(scores.getParallelism()));
  }

  /** Writes a model's file and its snapshot, as of this run's configuration. */
  void publish(LoadedModel model) throws Exception {
    ModelStore.Stored stored =
        new ModelStore(models().toUri().toString()).write(model.version(), model.state());
    ModelRecord record =
        new ModelRecord(
            model.version(),
            ConfigFingerprint.of(config(1)),
            Map.of(),
            stored.uri(),
            stored.sha256(),
            stored.bytes(),
            null,
            0);
    topics.send(
        List.of(new ProducerRecord<>(name + ".models", new ModelSnapshotCodec().encode(record))));
  }

  /** Deletes every model file, and every snapshot from its topic. */
  void deleteModels() throws Exception {
    try (var files = Files.list(models())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    topics.deleteRecords(name + ".models");
  }

  /** Sends so much of the feed as is still missing to a share of it. */
  void sendUpTo(double share) throws Exception {
    int until = (int) (share * records.size());
    topics.send(records.subList(sent, until));
    sent = until;
  }

  ScoreProgress progress() throws Exception {
    return job.scoring();
  }

  void awaitCheckpoint() throws Exception {
    job.awaitCheckpoint();
  }

  /** Until so many scores were written, counting those of failed attempts. */
  void awaitScores(long count) throws Exception {
    job.await("scores to be " + count, () -> sabotage.latents() >= count);
  }

  void awaitRead(long chunks) throws Exception {
    job.await(chunks + " chunks read", () -> progress().chunksRead() >= chunks);
  }

  void awaitWaiting(long windows) throws Exception {
    job.await(windows + " windows waiting", () -> progress().waiting() >= windows);
  }

  void awaitEverythingRead() throws Exception {
    awaitRead(sent);
  }

  /** Ends the job, once all of it runs, and tells where it can go on. */
  String savepoint() throws Exception {
    awaitCheckpoint();
    return job.savepoint(folder.resolve("savepoints"));
  }

  /** Sends what is left, waits until all of it is scored and committed, and ends the job. */
  Scores finish() throws Exception {
    sendUpTo(1);
    awaitEverythingRead();
    String to = name + ".scores";
    job.await(
        feed.latents() + " committed scores", () -> topics.committed(to).size() >= feed.latents());
    job.end();
    var committed = topics.committed(to);
    Map<String, String> values = topics.values(to);
    Set<String> versions =
        committed.stream()
            .map(r -> WardTopics.header(r, KafkaOutputs.MODEL_VERSION))
            .collect(Collectors.toSet());
    return new Scores(values, committed.size() - values.size(), versions);
  }

  /** Leaves no job behind that failed its test. */
  @Override
  public void close() throws Exception {
    if (job != null) {
      job.end();
    }
  }

  private String state() throws Exception {
    return "%d records sent, %s, %d scores written, %d committed"
        .formatted(sent, progress(), sabotage.latents(), topics.committed(name + ".scores").size());
  }
}
