package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.align.Arrival;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.OutputTopics;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.ModelRecord;
import io.headwater.learn.ModelStore;
import io.headwater.local.EmbeddedBroker;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.LatentEstimateCodec;
import io.headwater.wire.ModelSnapshotCodec;
import io.headwater.wire.RejectedRecordWireCodec;
import io.headwater.wire.SensorChunkWireCodec;
import io.headwater.wire.kafka.KafkaInputs;
import io.headwater.wire.kafka.KafkaOutputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job against a real broker, with rough input; each run writes to topics of its own. */
@Timeout(120)
class LearnJobKafkaTest {
  private static final int WINDOWS = 40;

  @TempDir static Path folder;

  private static EmbeddedBroker broker;
  private static WardTopics topics;
  private static RoughInput input;
  private static LearnProgress whole;
  private static long startedMillis;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    startedMillis = System.currentTimeMillis();
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    topics = new WardTopics(broker.bootstrap());
    topics.create(2, List.of("sensor.wrist", "sensor.belt", "sensor.facts"));
    input = new RoughInput(SmallWard.config(), WINDOWS);
    topics.send(input.records());
    HeadwaterConfig config = config("whole");
    topics.create(1, outputs(config));
    whole = run(config, KafkaInputs.bounded(config), new KafkaSinks(config), settings("whole"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static HeadwaterConfig config(String run) {
    return SmallWard.config(
        "name=" + run,
        "kafka.bootstrap=" + broker.bootstrap(),
        "kafka.topics.latents=" + run + ".latents",
        "kafka.topics.graphs=" + run + ".graphs",
        "kafka.topics.models=" + run + ".models",
        "kafka.topics.late=" + run + ".late",
        "kafka.topics.rejected=" + run + ".rejected",
        "runtime.checkpoint-interval=200ms",
        "runtime.models=" + folder.resolve(run + "-models").toUri());
  }

  private static List<String> outputs(HeadwaterConfig config) {
    OutputTopics names = config.kafka().topics();
    return List.of(names.latents(), names.graphs(), names.models(), names.late(), names.rejected());
  }

  private static Configuration settings(String run) {
    return new Configuration()
        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints(run).toUri().toString())
        .set(
            CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
            ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }

  private static Path checkpoints(String run) {
    return folder.resolve(run + "-checkpoints");
  }

  private static LearnProgress run(
      HeadwaterConfig config,
      Source<Arrival, ?, ?> source,
      LearnStreams.Sinks sinks,
      Configuration settings)
      throws Exception {
    StreamExecutionEnvironment env = LocalRun.environment(1, settings);
    LiveEnvironment.checkpoints(env, config);
    new LearnJob(config, source, LearnJob.Mode.REPLAY, false, sinks).build(env);
    var result = LocalRun.await(env.executeAsync(config.name()), progress -> {});
    return LearnProgress.of(result.getAllAccumulatorResults());
  }

  @Test
  void exactlyOneLatentIsCommittedForEverySubjectAndWindow() {
    List<String> expected = new ArrayList<>();
    for (int window = 1; window <= WINDOWS; window++) {
      long end = SmallWard.START_MICROS + window * SmallWard.WINDOW_SECONDS * SmallWard.SECOND;
      SmallWard.SUBJECTS.forEach(subject -> expected.add(subject + "@" + end));
    }
    List<ConsumerRecord<byte[], byte[]>> latents = topics.committed("whole.latents");
    // In learning order: by window end, then subject.
    assertThat(latents)
        .extracting(r -> WardTopics.header(r, KafkaOutputs.RECORD_ID))
        .isEqualTo(expected);
    assertThat(whole.windows()).isEqualTo(expected.size());
    LatentEstimateCodec codec = new LatentEstimateCodec();
    for (ConsumerRecord<byte[], byte[]> record : latents) {
      LatentRecord latent = codec.decode(record.value());
      assertThat(record.key()).asString().isEqualTo(latent.subject());
      assertThat(WardTopics.header(record, KafkaOutputs.MODEL_VERSION))
          .isEqualTo(String.valueOf(latent.modelVersion()));
      assertThat(latent.estimate().modalities())
          .hasSize(3)
          .allMatch(m -> m.present() || latent.modelVersion() == 0);
    }
  }

  @Test
  void everyChunkReadIsUsedDuplicateLateOrRejected() {
    Map<String, Long> counted = new TreeMap<>(whole.chunks());
    counted.values().removeIf(count -> count == 0);
    assertThat(counted).isEqualTo(input.counts());
    for (String modality : List.of("wrist", "belt", "facts", "unknown")) {
      long parts =
          Stream.of("used", "duplicate", "late", "rejected")
              .mapToLong(k -> counted.getOrDefault(modality + "." + k, 0L))
              .sum();
      assertThat(parts).isEqualTo(counted.get(modality + ".read"));
    }
  }

  @Test
  void rejectedInputComesBackWithItsReasonAndItsBytes() {
    RejectedRecordWireCodec codec = new RejectedRecordWireCodec();
    Map<String, RejectedRecord> got = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.committed("whole.rejected")) {
      got.put(WardTopics.header(record, KafkaOutputs.RECORD_ID), codec.decode(record.value()));
    }
    assertThat(got).hasSize(input.rejected.size());
    input.rejected.forEach(
        (expected, bytes) -> {
          String[] parts = expected.split(" ", 2);
          assertThat(got).containsKey(parts[0]);
          assertThat(got.get(parts[0]).reason()).contains(parts[1]).endsWith(".");
          assertThat(got.get(parts[0]).original()).as(expected).isEqualTo(bytes);
        });
  }

  /** Retention counts from a record's time: with event time, old recordings' results would go. */
  @Test
  void recordsCarryTheTimeOfWritingSoThatRetentionKeepsThem() {
    for (String topic : List.of("whole.latents", "whole.late", "whole.models")) {
      assertThat(topics.committed(topic))
          .isNotEmpty()
          .allMatch(r -> r.timestamp() > startedMillis - Duration.ofDays(1).toMillis());
    }
  }

  @Test
  void lateChunksComeBackAsTheyWere() {
    SensorChunkWireCodec codec = new SensorChunkWireCodec();
    List<SensorChunk> late =
        topics.committed("whole.late").stream().map(r -> codec.decode(r.value())).toList();
    assertThat(late)
        .extracting(SensorChunk::sequence)
        .containsExactlyInAnyOrderElementsOf(input.lateSequences);
    assertThat(late).allMatch(c -> c.startMicros() == SmallWard.START_MICROS);
  }

  @Test
  void aJobThatFailsOnceInTheMiddleCommitsTheSameBits() throws Exception {
    HeadwaterConfig config = config("failing");
    topics.create(1, outputs(config));
    Configuration settings =
        settings("failing")
            .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1)
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    LearnProgress end = run(config, interrupted(config), counting(config), settings);
    InterruptedSource.Plan plan = InterruptedSource.plan("failing");
    assertThat(plan.failures).hasValue(1);
    assertThat(plan.latents.get()).isPositive();
    assertSameCounts(end, whole);
    assertSameOutput("failing", "whole");
  }

  /**
   * From recordings: flink-connector-kafka 5.0.0 never ends a bounded source whose enumerator was
   * restored in a new job, because it finds no new partition.
   */
  @Test
  void aNewJobFromARetainedCheckpointCommitsTheRestOfTheSameBits() throws Exception {
    HeadwaterConfig reference = config("recorded");
    HeadwaterConfig config = config("resumed");
    topics.create(1, outputs(reference));
    topics.create(1, outputs(config));
    Path csv = SmallWard.writeCsv(folder.resolve("csv"), WINDOWS);
    LearnProgress undisturbed =
        run(
            reference,
            RecordingInputs.source(csv, reference),
            new KafkaSinks(reference),
            settings("recorded"));
    int chunks = (int) undisturbed.total("read");
    var failing =
        InterruptedSource.of(
            RecordingInputs.source(csv, config), "resumed", chunks / 2, chunks * 2 / 3);
    assertThatThrownBy(() -> run(config, failing, counting(config), settings("resumed")))
        .hasMessageContaining("pulled the plug");
    int before = topics.committed("resumed.latents").size();
    assertThat(before).isBetween(1, WINDOWS * SmallWard.SUBJECTS.size() - 1);
    Configuration settings =
        settings("resumed").set(StateRecoveryOptions.SAVEPOINT_PATH, newestCheckpoint("resumed"));
    LearnProgress end = run(config, failing, counting(config), settings);
    assertSameCounts(end, undisturbed);
    assertSameOutput("resumed", "recorded");
  }

  private static Source<Arrival, ?, ?> interrupted(HeadwaterConfig config) {
    int records = input.records().size();
    return InterruptedSource.of(
        KafkaInputs.bounded(config), config.name(), records * 2 / 3, records * 3 / 4);
  }

  private static LearnStreams.Sinks counting(HeadwaterConfig config) {
    return InterruptedSource.counting(config.name(), new KafkaSinks(config));
  }

  private static String newestCheckpoint(String run) throws IOException {
    try (Stream<Path> files = Files.walk(checkpoints(run))) {
      return files
          .filter(f -> f.endsWith("_metadata"))
          .max(
              Comparator.comparingInt(
                  f -> Integer.parseInt(f.getParent().getFileName().toString().substring(4))))
          .orElseThrow()
          .getParent()
          .toUri()
          .toString();
    }
  }

  /** All but the loss, a moving mean for the eye that starts anew after a restart. */
  private static void assertSameCounts(LearnProgress end, LearnProgress expected) {
    assertThat(end).usingRecursiveComparison().ignoringFields("loss").isEqualTo(expected);
  }

  private static void assertSameOutput(String run, String reference) throws IOException {
    assertThat(values(run + ".latents")).isEqualTo(values(reference + ".latents"));
    assertThat(values(run + ".late")).isEqualTo(values(reference + ".late"));
    // A reason may tell the wall clock, so only which records were rejected can be compared.
    assertThat(values(run + ".rejected"))
        .containsOnlyKeys(values(reference + ".rejected").keySet());
    List<ModelRecord> models = models(run);
    List<ModelRecord> expected = models(reference);
    assertThat(models)
        .extracting(ModelRecord::sha256)
        .hasSizeGreaterThan(1)
        .isEqualTo(expected.stream().map(ModelRecord::sha256).toList());
    assertThat(models)
        .extracting(ModelRecord::version)
        .isEqualTo(expected.stream().map(ModelRecord::version).toList());
    ModelRecord last = models.get(models.size() - 1);
    assertThat(ModelStore.read(last.uri(), last.sha256())).hasSize((int) last.bytes());
  }

  private static List<ModelRecord> models(String run) {
    ModelSnapshotCodec codec = new ModelSnapshotCodec();
    return topics.committed(run + ".models").stream().map(r -> codec.decode(r.value())).toList();
  }

  /** Value bytes by record id; an id that comes twice fails. */
  private static Map<String, String> values(String topic) {
    Map<String, String> values = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.committed(topic)) {
      String id = WardTopics.header(record, KafkaOutputs.RECORD_ID);
      assertThat(values.put(id, HexFormat.of().formatHex(record.value()))).as(id).isNull();
    }
    return values;
  }
}
