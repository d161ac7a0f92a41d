package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.config.HeadwaterConfig;
import io.headwater.learn.ModelRecord;
import io.headwater.local.EmbeddedBroker;
import io.headwater.metrics.ResidentMemory;
import io.headwater.score.ModelChoice;
import io.headwater.wire.ModelSnapshotCodec;
import io.headwater.wire.kafka.KafkaInputs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The learning and the scoring job, live over a real broker with rough input, scraped as Prometheus
 * would, against {@code src/docs/metrics.md} and against what was sent.
 */
@Timeout(180)
class MetricsScrapeTest {
  private static final String PREFIX = "flink_taskmanager_job_task_operator_headwater_";
  private static final String MALFORMED =
      "flink_taskmanager_job_task_operator_deserializer_headwater_malformedModels";
  private static final List<String> MODALITIES = List.of("wrist", "belt", "facts");
  private static final List<String> OUTCOMES =
      List.of("read", "used", "duplicate", "late", "rejected");
  private static final int WINDOWS = 40;
  private static final double ALL_WINDOWS = WINDOWS * (double) SmallWard.SUBJECTS.size();
  private static final double INPUT_MILLIS = WINDOWS * SmallWard.WINDOW_SECONDS * 1000.0;
  private static final Duration PATIENCE = Duration.ofSeconds(80);

  @TempDir static Path folder;

  private static EmbeddedBroker broker;
  private static RoughInput input;
  private static List<ModelRecord> models;
  private static Scrape learning;
  private static Scrape scoring;

  private interface Condition {
    boolean holds(Scrape scrape);
  }

  @BeforeAll
  static void scrapeBothJobs() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    WardTopics topics = new WardTopics(broker.bootstrap());
    topics.create(2, MODALITIES.stream().map(m -> "sensor." + m).toList());
    topics.create(1, List.of("latents", "graphs", "models", "late", "rejected", "scores"));
    input = new RoughInput(SmallWard.config(), WINDOWS);
    topics.send(input.records());
    learning = learn();
    ModelSnapshotCodec codec = new ModelSnapshotCodec();
    models = topics.committed("models").stream().map(r -> codec.decode(r.value())).toList();
    scoring = score(topics, codec);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static HeadwaterConfig config(int port) {
    List<String> overrides = new ArrayList<>();
    for (String output : List.of("latents", "scores", "graphs", "models", "late", "rejected")) {
      overrides.add("kafka.topics.%1$s=%1$s".formatted(output));
    }
    overrides.add("kafka.bootstrap=" + broker.bootstrap());
    overrides.add("runtime.metrics-port=" + port);
    overrides.add("window.max-wait=2s");
    overrides.add("runtime.checkpoint-interval=200ms");
    overrides.add("runtime.models=" + folder.resolve("models").toUri());
    return SmallWard.config(overrides.toArray(String[]::new));
  }

  private static StreamExecutionEnvironment environment(HeadwaterConfig config, String job) {
    Configuration settings =
        PrometheusPort.settings(config)
            .set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve(job + "-checkpoints").toUri().toString());
    StreamExecutionEnvironment env = LocalRun.environment(1, settings);
    LiveEnvironment.checkpoints(env, config);
    return env;
  }

  private static Scrape learn() throws Exception {
    int port = Scrape.freePort();
    HeadwaterConfig config = config(port);
    StreamExecutionEnvironment env = environment(config, "learn");
    new LearnJob(
            config, KafkaInputs.live(config), LearnJob.Mode.LIVE, false, new KafkaSinks(config))
        .build(env);
    JobClient job = env.executeAsync("ward");
    // A checkpoint that began after the last window commits its models, too.
    Scrape before = await(port, s -> s.sum(PREFIX + "windows") == ALL_WINDOWS);
    String completed = "flink_jobmanager_job_numberOfCompletedCheckpoints";
    double needed = before.sum(completed) + 2;
    Scrape scrape = await(port, s -> s.sum(completed) >= needed);
    job.cancel().get();
    return scrape;
  }

  private static Scrape score(WardTopics topics, ModelSnapshotCodec codec) throws Exception {
    int port = Scrape.freePort();
    HeadwaterConfig own = config(port).forScoring();
    StreamExecutionEnvironment env = environment(own, "score");
    ScoreJob.overKafka(own, ModelChoice.newest(), KafkaSinks.scores(own)).build(env);
    JobClient job = env.executeAsync("ward-scores");
    await(port, s -> s.sum(PREFIX + "windowsScored") == ALL_WINDOWS);
    topics.send(
        List.of(
            new ProducerRecord<>("models", "no model".getBytes(StandardCharsets.UTF_8)),
            new ProducerRecord<>("models", codec.encode(foreign(newest())))));
    Scrape scrape = await(port, s -> s.sum(PREFIX + "modelsRefused") == 1);
    job.cancel().get();
    return scrape;
  }

  private static ModelRecord newest() {
    return models.get(models.size() - 1);
  }

  private static ModelRecord foreign(ModelRecord model) {
    return new ModelRecord(
        model.version() + 1,
        "another",
        model.metrics(),
        model.uri(),
        model.sha256(),
        model.bytes(),
        model.parentVersion(),
        model.asOfMicros());
  }

  private static Scrape await(int port, Condition condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Scrape scrape = Scrape.of(port);
      if (condition.holds(scrape)) {
        return scrape;
      }
      assertThat(System.nanoTime())
          .as(() -> "in time; last seen: " + String.join("\n", lines(scrape)))
          .isLessThan(end);
      Thread.sleep(100);
    }
  }

  private static List<String> lines(Scrape scrape) {
    return scrape.samples().stream()
        .filter(s -> s.name().contains("_headwater_") && !s.labels().containsKey("quantile"))
        .map(s -> s.name() + s.labels().get("modality") + " " + s.value())
        .toList();
  }

  private static Stream<Scrape.Sample> both(String name) {
    return Stream.concat(learning.of(name).stream(), scoring.of(name).stream());
  }

  @Test
  void everyMetricOfOursIsInTheTableAndEveryLineOfTheTableIsAMetric() {
    Set<String> registered = new TreeSet<>(learning.ownNames());
    registered.addAll(scoring.ownNames());
    assertThat(MetricsGuide.own())
        .extracting(MetricsGuide.Own::name)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(registered);
  }

  @Test
  void everyMetricHasTheLabelsOfTheTable() {
    for (MetricsGuide.Own metric : MetricsGuide.own()) {
      assertThat(both(metric.name()))
          .as(metric.name())
          .isNotEmpty()
          .allSatisfy(
              sample -> {
                assertThat(sample.labels())
                    .containsKeys("job_name", "operator_name", "subtask_index", "tm_id", "host");
                Set<String> beside = new TreeSet<>(sample.labels().keySet());
                beside.retainAll(Set.of("modality", "quantile"));
                assertThat(beside).isEqualTo(metric.labels());
              });
      if (metric.labels().contains("quantile")) {
        assertThat(both(metric.name() + "_count")).as(metric.name()).isNotEmpty();
      }
    }
  }

  @Test
  void flinksOwnMetricsThatTheBoardUsesAreThere() {
    for (String name : MetricsGuide.flinks()) {
      assertThat(learning.of(name)).as(name).isNotEmpty().allMatch(s -> s.value() >= 0);
    }
    assertThat(learning.sum("flink_jobmanager_numRunningJobs")).isEqualTo(1);
    assertThat(learning.sum("flink_jobmanager_job_lastCheckpointCompletedTimestamp"))
        .isBetween(System.currentTimeMillis() - 180_000.0, (double) System.currentTimeMillis());
    assertThat(learning.sum("flink_jobmanager_job_lastCheckpointFullSize"))
        .isGreaterThan(learning.sum(PREFIX + "stateBytes"));
  }

  @Test
  void chunksAreCountedAsTheyWereSent() {
    for (Scrape scrape : List.of(learning, scoring)) {
      Map<String, Long> counted = new TreeMap<>();
      for (String modality : List.of("wrist", "belt", "facts", "unknown")) {
        for (String outcome : OUTCOMES) {
          double sum = scrape.sum(PREFIX + "modality_chunks_" + outcome, "modality", modality);
          counted.put(modality + "." + outcome, (long) sum);
        }
      }
      counted.values().removeIf(count -> count == 0);
      assertThat(counted).isEqualTo(input.counts());
    }
  }

  /** Every count and gauge has its line here; histograms and chunks have tests of their own. */
  @Test
  void valuesAgreeWithWhatTheJobsDid() {
    Map<String, Predicate<Double>> learner = new TreeMap<>();
    learner.put("windowsAligned", v -> v == ALL_WINDOWS);
    learner.put("windows", v -> v == ALL_WINDOWS);
    // Of 120 windows every fifth is set aside, and what is left makes twelve batches of two steps.
    learner.put("steps", v -> v == 24);
    learner.put("skippedSteps", v -> v == 0);
    learner.put("modelVersion", v -> v > 24 && v < 24 + 5);
    learner.put("prequentialLoss", v -> v > 0 && v < 10);
    learner.put("meanPredictorLoss", v -> v > 0.1 && v < 10);
    learner.put("gradientNorm", v -> v > 0 && v < 1e6);
    learner.put("reservoirWindows", v -> v == 96);
    learner.put("driftAlarms", v -> v == 0);
    learner.put("pendingWindows", v -> v == 0);
    learner.put("selectedEdges", v -> v >= 0 && v < 50);
    learner.put("nativeArrays", v -> v > 0 && v < 10_000);
    learner.put("stateBytes", v -> v > newest().bytes());
    learner.put("residentBytes", MetricsScrapeTest::isResident);
    assertValues(learning, learner);

    Map<String, Predicate<Double>> scorer = new TreeMap<>();
    scorer.put("windowsAligned", v -> v == ALL_WINDOWS);
    scorer.put("windowsScored", v -> v == ALL_WINDOWS);
    scorer.put("windowsWaiting", v -> v == 0);
    scorer.put("modelVersion", v -> v == newest().version());
    scorer.put("loadedModelVersion", v -> v == newest().version());
    scorer.put("modelSwaps", v -> v == 1);
    scorer.put("modelsNotRestored", v -> v == 0);
    scorer.put("modelsLoaded", v -> v == 1);
    scorer.put("modelsRefused", v -> v == 1);
    scorer.put("gateOpen", v -> v == 1);
    scorer.put("readBeforeGateOpened", v -> v >= 0 && v <= input.records().size());
    scorer.put("residentBytes", MetricsScrapeTest::isResident);
    assertValues(scoring, scorer);
    assertThat(scoring.sum(MALFORMED)).isEqualTo(1);

    Set<String> tested = new TreeSet<>(Set.of(MALFORMED));
    Stream.of(learner, scorer).forEach(m -> m.keySet().forEach(n -> tested.add(PREFIX + n)));
    assertThat(tested)
        .containsExactlyInAnyOrderElementsOf(
            MetricsGuide.own().stream()
                .filter(m -> m.labels().isEmpty())
                .map(MetricsGuide.Own::name)
                .toList());
  }

  private static void assertValues(Scrape scrape, Map<String, Predicate<Double>> expected) {
    expected.forEach(
        (name, plausible) ->
            assertThat(scrape.of(PREFIX + name))
                .as(name)
                .hasSize(1)
                .allSatisfy(s -> assertThat(s.value()).matches(plausible)));
  }

  private static boolean isResident(double bytes) {
    return ResidentMemory.bytes() == ResidentMemory.UNKNOWN
        ? bytes == ResidentMemory.UNKNOWN
        : bytes > 50e6 && bytes < 50e9;
  }

  @Test
  void presenceIsThatOfTheInput() {
    for (String modality : List.of("wrist", "belt")) {
      assertThat(learning.sum(PREFIX + "modality_windowsPresent", "modality", modality))
          .isEqualTo(ALL_WINDOWS);
      assertThat(learning.sum(PREFIX + "modality_presentRatio", "modality", modality)).isEqualTo(1);
    }
    double facts = learning.sum(PREFIX + "modality_windowsPresent", "modality", "facts");
    assertThat(facts).isBetween(ALL_WINDOWS * 0.9, ALL_WINDOWS);
    assertThat(learning.of(PREFIX + "modality_presentRatio")).hasSize(MODALITIES.size());
  }

  @Test
  void delaysAreThoseOfInputFromThePast() {
    double now = System.currentTimeMillis();
    double oldest = now - SmallWard.START.toEpochMilli();
    double newest = oldest - INPUT_MILLIS - Duration.ofMinutes(3).toMillis();
    for (Scrape scrape : List.of(learning, scoring)) {
      assertDelay(scrape, "latentDelayMillis", newest, oldest);
      assertDelay(scrape, "alignmentDelayMillis", newest, oldest);
      assertDelay(scrape, "alignmentEventDelayMillis", 0, INPUT_MILLIS);
      assertDelay(scrape, "windowToLatentMillis", 0, PATIENCE.toMillis());
    }
  }

  private static void assertDelay(Scrape scrape, String name, double from, double to) {
    assertThat(scrape.sum(PREFIX + name + "_count")).as(name).isEqualTo(ALL_WINDOWS);
    assertThat(scrape.of(PREFIX + name))
        .as(name)
        .extracting(s -> s.labels().get("quantile"))
        .containsExactlyInAnyOrder("0.5", "0.75", "0.95", "0.98", "0.99", "0.999");
    assertThat(scrape.of(PREFIX + name))
        .as(name)
        .allSatisfy(s -> assertThat(s.value()).isBetween(from, to));
  }
}
