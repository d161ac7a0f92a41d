package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.config.HeadwaterConfig;
import io.headwater.learn.ModelRecord;
import io.headwater.local.EmbeddedBroker;
import io.headwater.score.ModelChoice;
import io.headwater.score.ScoreCase;
import io.headwater.sensor.Pseudonyms;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.AlignedWindow;
import io.headwater.wire.LatentEstimateCodec;
import io.headwater.wire.ModelSnapshotCodec;
import io.headwater.wire.SensorChunkWireCodec;
import io.headwater.wire.kafka.KafkaInputs;
import io.headwater.wire.kafka.KafkaOutputs;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scoring job against a real broker, with models that the learning job has published, both
 * under pseudonyms.
 */
@Timeout(180)
class ScoreJobKafkaTest {
  private static final int WINDOWS = 60;
  private static final String KEY = "fedcba9876543210fedcba9876543210";
  private static final int SUBJECTS = SmallWard.SUBJECTS.size();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MAX_WAIT = Duration.ofSeconds(1);

  /** Aligned windows of the learner, which run in this JVM. */
  private static final Collection<AlignedWindow> SEEN = new ConcurrentLinkedQueue<>();

  @TempDir static Path folder;

  private static EmbeddedBroker broker;
  private static WardTopics topics;
  private static List<ModelRecord> models;

  @BeforeAll
  static void learn() throws Exception {
    Files.writeString(folder.resolve("key"), KEY);
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    topics = new WardTopics(broker.bootstrap());
    topics.create(2, List.of("whole.wrist", "whole.belt", "whole.facts"));
    HeadwaterConfig config = config("whole", "whole");
    sendChunks("whole", 0, WINDOWS);
    topics.create(
        1,
        List.of("whole.latents", "whole.models", "whole.graphs", "whole.late", "whole.rejected"));
    StreamExecutionEnvironment env = LocalRun.environment(1, new Configuration());
    LiveEnvironment.checkpoints(env, config);
    new LearnJob(
            config,
            KafkaInputs.bounded(config),
            LearnJob.Mode.REPLAY,
            true,
            streams -> {
              new KafkaSinks(config).attach(streams);
              streams.windows().addSink(new WindowCollector()).setParallelism(1);
            })
        .build(env);
    LocalRun.await(env.executeAsync("learner"), progress -> {});
    ModelSnapshotCodec codec = new ModelSnapshotCodec();
    models = topics.committed("whole.models").stream().map(r -> codec.decode(r.value())).toList();
    assertThat(models).hasSizeGreaterThan(2);
    assertThat(SEEN).hasSize(WINDOWS * SUBJECTS);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @SuppressWarnings("deprecation") // The new sinks take thrice the lines for a test's list.
  private static final class WindowCollector
      implements org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction<AlignedWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void invoke(AlignedWindow window, Context context) {
      SEEN.add(window);
    }
  }

  /** Models are shared where fingerprints are: topics and folders do not count. */
  private static HeadwaterConfig config(String run, String sensors, String... more) {
    List<String> overrides = new ArrayList<>(List.of(more));
    List<String> modalities = List.of("wrist", "belt", "facts");
    for (int i = 0; i < modalities.size(); i++) {
      overrides.add("modalities[%d].topic=%s.%s".formatted(i, sensors, modalities.get(i)));
    }
    for (String output : List.of("latents", "scores", "graphs", "models", "late", "rejected")) {
      overrides.add("kafka.topics.%1$s=%2$s.%1$s".formatted(output, run));
    }
    overrides.add("subjects.pseudonym-key-file=" + folder.resolve("key"));
    overrides.add("name=" + run);
    overrides.add("kafka.bootstrap=" + broker.bootstrap());
    overrides.add("window.max-wait=" + MAX_WAIT.toSeconds() + "s");
    overrides.add("runtime.checkpoint-interval=200ms");
    overrides.add("runtime.models=" + folder.resolve("models").toUri());
    return SmallWard.config(overrides.toArray(String[]::new));
  }

  private static void sendChunks(String sensors, int fromWindow, int toWindow) throws Exception {
    SensorChunkWireCodec codec = new SensorChunkWireCodec();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (SensorChunk chunk : SmallWard.chunks(toWindow)) {
      long second = (chunk.startMicros() - SmallWard.START_MICROS) / SmallWard.SECOND;
      boolean facts = chunk.modality().equals("facts");
      if (facts ? fromWindow == 0 : second >= (long) fromWindow * SmallWard.WINDOW_SECONDS) {
        records.add(
            new ProducerRecord<>(
                sensors + "." + chunk.modality(),
                chunk.subject().getBytes(StandardCharsets.UTF_8),
                codec.encode(chunk)));
      }
    }
    topics.send(records);
  }

  private static void publish(String run, ModelRecord... records) throws Exception {
    ModelSnapshotCodec codec = new ModelSnapshotCodec();
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (ModelRecord record : records) {
      sent.add(new ProducerRecord<>(run + ".models", codec.encode(record)));
    }
    topics.send(sent);
  }

  /** The model with its file copied to a folder of its own. */
  private static ModelRecord copied(ModelRecord model, String to) throws IOException {
    Path target =
        Files.createDirectories(folder.resolve("models").resolve(to))
            .resolve("v" + model.version());
    Files.copy(file(model), target);
    return new ModelRecord(
        model.version(),
        model.configFingerprint(),
        model.metrics(),
        target.toUri().toString(),
        model.sha256(),
        model.bytes(),
        model.parentVersion(),
        model.asOfMicros());
  }

  private static Path file(ModelRecord model) {
    return Path.of(URI.create(model.uri()).getPath());
  }

  /** Window ends run from the end of the first window asked for to that of the last. */
  private static List<String> expected(ModelRecord model, int fromWindow, int toWindow)
      throws IOException {
    long first = SmallWard.START_MICROS + fromWindow * SmallWard.WINDOW_SECONDS * SmallWard.SECOND;
    long last = SmallWard.START_MICROS + toWindow * SmallWard.WINDOW_SECONDS * SmallWard.SECOND;
    List<AlignedWindow> windows =
        SEEN.stream().filter(w -> w.startMicros() >= first && w.endMicros() <= last).toList();
    return ScoreCase.inferred(
        Estimators.factory(SmallWard.config()),
        Files.readAllBytes(file(model)),
        model.version(),
        windows);
  }

  private static List<String> scores(String run) {
    LatentEstimateCodec codec = new LatentEstimateCodec();
    TreeMap<String, String> byId = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.committed(run + ".scores")) {
      String bits = ScoreCase.bits(codec.decode(record.value()));
      String id = WardTopics.header(record, KafkaOutputs.RECORD_ID);
      assertThat(byId.put(id, bits)).as("%s comes once", id).isNull();
      assertThat(bits).contains(" v" + WardTopics.header(record, KafkaOutputs.MODEL_VERSION) + " ");
    }
    return List.copyOf(byId.values());
  }

  private static JobClient start(
      HeadwaterConfig config, ModelChoice choice, int parallelism, String restoreFrom)
      throws Exception {
    Configuration settings =
        new Configuration()
            .set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve(config.name() + "-checkpoints").toUri().toString())
            .set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (restoreFrom != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom);
    }
    HeadwaterConfig own = config.forScoring();
    StreamExecutionEnvironment env = LocalRun.environment(parallelism, settings);
    LiveEnvironment.checkpoints(env, own);
    ScoreJob.overKafka(own, choice, KafkaSinks.scores(own)).build(env);
    return env.executeAsync(own.name());
  }

  private static ScoreProgress progress(JobClient job) throws Exception {
    return ScoreProgress.of(job.getAccumulators().get());
  }

  private static void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("%s within %s", what, PATIENCE).isLessThan(end);
      Thread.sleep(100);
    }
  }

  /** What is waited for. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void awaitScores(String run, int count) throws Exception {
    await(count + " scores of " + run, () -> topics.committed(run + ".scores").size() >= count);
  }

  private static void end(JobClient job) throws Exception {
    job.cancel().get();
    await("end of the job", () -> !isRunning(job));
  }

  private static boolean isRunning(JobClient job) {
    BooleanSupplier ended =
        () -> {
          try {
            return job.getJobStatus().get().isGloballyTerminalState();
          } catch (Exception gone) {
            return true; // the cluster in this process ends with its job
          }
        };
    return !ended.getAsBoolean();
  }

  @Test
  void beforeTheFirstModelReadingStopsAtTheBoundAndThenModelsTakeOverAndSurviveARestart()
      throws Exception {
    int bound = 100;
    ModelRecord first = copied(models.get(0), "life-files");
    ModelRecord second = copied(models.get(models.size() - 1), "life-files");
    List<String> early = expected(first, 0, 20);
    List<String> middle = expected(second, 20, 40);
    List<String> late = expected(second, 40, 60);
    HeadwaterConfig config = config("life", "life", "score.chunks-before-model=" + bound);
    topics.create(
        1, List.of("life.wrist", "life.belt", "life.facts", "life.models", "life.scores"));
    sendChunks("life", 0, 20);

    JobClient job = start(config, ModelChoice.newest(), 1, null);
    await("reading up to the bound", () -> progress(job).chunksRead() == bound);
    // Longer than silence would take to close windows, were this silence.
    Thread.sleep(3 * MAX_WAIT.toMillis());
    assertThat(progress(job).chunksRead()).isEqualTo(bound);
    assertThat(progress(job).windows()).isZero();
    assertThat(topics.committed("life.scores")).isEmpty();

    publish("life", first);
    awaitScores("life", 20 * SUBJECTS);
    assertThat(scores("life")).containsExactlyInAnyOrderElementsOf(early);
    assertThat(progress(job).waiting()).isZero();

    publish("life", second);
    await(
        "the second model",
        () -> Long.valueOf(second.version()).equals(progress(job).modelVersion()));
    sendChunks("life", 20, 40);
    awaitScores("life", 40 * SUBJECTS);
    List<String> both = new ArrayList<>(early);
    both.addAll(middle);
    assertThat(scores("life")).containsExactlyInAnyOrderElementsOf(both);
    assertThat(numbers(middle))
        .doesNotContainAnyElementsOf(numbers(expected(models.get(0), 20, 40)));
    end(job);

    Files.delete(file(first));
    Files.delete(file(second));
    Files.delete(folder.resolve("models/life-files"));
    String checkpoint = Checkpoints.newest(folder.resolve("life-checkpoints").toUri().toString());
    JobClient again = start(config, ModelChoice.newest(), 1, checkpoint);
    sendChunks("life", 40, 60);
    awaitScores("life", 60 * SUBJECTS);
    both.addAll(late);
    assertThat(scores("life")).containsExactlyInAnyOrderElementsOf(both);
    end(again);
  }

  /** Without the stamp. */
  private static List<String> numbers(List<String> bits) {
    return bits.stream().map(b -> b.replaceFirst(" v\\d+ ", " ")).toList();
  }

  /** What a single scorer says is compared with the same inference in the other tests. */
  @Test
  void aPinnedVersionSaysTheSameAtParallelismTwoUnderTheNamesOfTheLearner() throws Exception {
    ModelRecord pinned = models.get(1);
    HeadwaterConfig config = config("pinned", "whole", "runtime.parallelism=2");
    topics.create(1, List.of("pinned.models", "pinned.scores"));
    publish("pinned", models.toArray(ModelRecord[]::new));
    JobClient job = start(config, ModelChoice.pinned(pinned.version()), 2, null);
    awaitScores("pinned", WINDOWS * SUBJECTS);
    assertThat(scores("pinned")).containsExactlyInAnyOrderElementsOf(expected(pinned, 0, WINDOWS));
    Pseudonyms pseudonyms = new Pseudonyms(KEY.getBytes(StandardCharsets.UTF_8));
    assertThat(namesById("pinned.scores"))
        .isEqualTo(namesById("whole.latents"))
        .hasSize(WINDOWS * SUBJECTS)
        .containsValues(
            SmallWard.SUBJECTS.stream()
                .map(pseudonyms::of)
                .map(name -> name + " " + name)
                .toArray(String[]::new));
    end(job);
  }

  @Test
  void windowsWaitForAModelAndDamagedForeignOrMisplacedOnesDoNotReplaceIt() throws Exception {
    ModelRecord good = models.get(0);
    ModelRecord damaged = copied(models.get(1), "damaged-files");
    byte[] bytes = Files.readAllBytes(file(damaged));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(damaged), bytes);
    ModelRecord misplaced = copied(models.get(1), "../refused-files");
    ModelRecord last = models.get(2);
    ModelRecord foreign =
        new ModelRecord(
            last.version(),
            "another",
            last.metrics(),
            last.uri(),
            last.sha256(),
            last.bytes(),
            last.parentVersion(),
            last.asOfMicros());
    topics.create(1, List.of("refusing.models", "refusing.scores"));
    JobClient job = start(config("refusing", "whole"), ModelChoice.newest(), 1, null);
    await("windows waiting", () -> progress(job).waiting() == WINDOWS * SUBJECTS);
    publish("refusing", misplaced);
    await("a refusal", () -> progress(job).modelsRefused() == 1);
    assertThat(progress(job).windows()).as("scored with it").isZero();
    publish("refusing", good, damaged, foreign);
    await("three refusals", () -> progress(job).modelsRefused() == 3);
    awaitScores("refusing", WINDOWS * SUBJECTS);
    assertThat(scores("refusing")).containsExactlyInAnyOrderElementsOf(expected(good, 0, WINDOWS));
    end(job);
  }

  /** Key and subject of each latent, by record id, which holds the subject, too. */
  private static Map<String, String> namesById(String topic) {
    LatentEstimateCodec codec = new LatentEstimateCodec();
    Map<String, String> names = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.committed(topic)) {
      String subject = codec.decode(record.value()).subject();
      names.put(
          WardTopics.header(record, KafkaOutputs.RECORD_ID),
          new String(record.key(), StandardCharsets.UTF_8) + " " + subject);
    }
    return names;
  }
}
