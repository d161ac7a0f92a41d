package io.headwater.job;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.local.EmbeddedBroker;
import io.headwater.local.Feed;
import io.headwater.score.ModelChoice;
import io.headwater.simulate.Faults;
import io.headwater.simulate.Ward;
import io.headwater.simulate.WardSettings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many windows a second the scoring job gives, with broker, cluster and job in one process: the
 * simulated ward of {@code examples/ward.yaml}, without faults, lies in the topics beforehand, and
 * a model that the learning job has learned and solved of its first hour is there.
 */
@Command(
    name = "ScoreStudy",
    mixinStandardHelpOptions = true,
    description = "Measures windows scored per second and prints a table.")
final class ScoreStudy implements Callable<Integer> {
  /** Faster than anything can be sent. */
  private static final double AT_ONCE = 1e12;

  /** So many partitions has each sensor topic. */
  private static final int PARTITIONS = 4;

  /** The last windows wait for silence, the first for a warm machine. */
  private static final double MEASURED_FROM = 0.1;

  private static final double MEASURED_TO = 0.9;

  @Option(names = "--sleepers", description = "Sleepers in the ward (default: 16).")
  int sleepers = 16;

  @Option(names = "--hours", description = "Length of the night that is scored (default: 4).")
  int hours = 4;

  @Option(names = "--parallelism", split = ",", description = "To measure at (default: 1,2).")
  List<Integer> parallelisms = List.of(1, 2);

  @Option(names = "--repetitions", description = "Runs at each parallelism (default: 3).")
  int repetitions = 3;

  private Path folder;
  private EmbeddedBroker broker;
  private WardTopics topics;

  public static void main(String[] args) {
    System.exit(new CommandLine(new ScoreStudy()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    folder = Files.createTempDirectory("headwater-scores");
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    try (EmbeddedBroker running = broker) {
      topics = new WardTopics(running.bootstrap());
      topics.create(1, outputs("night"));
      learn();
      fill("scored", hours);
      System.out.println("| parallelism | windows | windows a second | windows scored in s |");
      System.out.println("|---|---|---|---|");
      for (int parallelism : parallelisms) {
        for (int repetition = 0; repetition < repetitions; repetition++) {
          score("run-%d-%d".formatted(parallelism, repetition), parallelism);
        }
      }
    }
    return 0;
  }

  private static List<String> outputs(String run) {
    return List.of("latents", "graphs", "models", "late", "rejected").stream()
        .map(output -> run + "." + output)
        .toList();
  }

  /** Sensors are of a night, models are shared, scores are the run's own. */
  private HeadwaterConfig config(String run, String night, int parallelism) throws Exception {
    List<String> settings = new ArrayList<>();
    List<String> modalities = List.of("sleep-monitor", "wristband", "oximeter");
    for (int i = 0; i < modalities.size(); i++) {
      settings.add("modalities[%d].topic=%s.%s".formatted(i, night, modalities.get(i)));
    }
    for (String output : outputs("night")) {
      settings.add("kafka.topics." + output.substring("night.".length()) + "=" + output);
    }
    settings.add("kafka.topics.scores=" + run + ".scores");
    settings.add("name=" + run);
    settings.add("kafka.bootstrap=" + broker.bootstrap());
    settings.add("runtime.parallelism=" + parallelism);
    settings.add("runtime.models=" + folder.resolve("models").toUri());
    settings.add("learning.first-refit=1000");
    settings.add("learning.snapshot-every=100000"); // the one at the end is enough
    try (InputStream example = ScoreStudy.class.getResourceAsStream("/examples/ward.yaml")) {
      String yaml = new String(example.readAllBytes(), StandardCharsets.UTF_8);
      return ConfigLoader.parse("ward.yaml", yaml, settings);
    }
  }

  private void fill(String night, int length) throws Exception {
    HeadwaterConfig config = config("feed", night, 1);
    topics.create(PARTITIONS, config.modalities().stream().map(m -> m.topic()).toList());
    WardSettings ward =
        WardSettings.defaults()
            .withSleepers(sleepers)
            .withNight(Duration.ofHours(length))
            .withFaults(Faults.none());
    new Feed(config, AT_ONCE).send(new Ward(ward));
  }

  private void learn() throws Exception {
    fill("learned", 1);
    HeadwaterConfig config = config("learner", "learned", 1);
    StreamExecutionEnvironment env = environment(config);
    BoundedLearning.run(env, config, progress -> {});
  }

  private StreamExecutionEnvironment environment(HeadwaterConfig config) {
    String checkpoints = folder.resolve("checkpoints").toUri().toString();
    StreamExecutionEnvironment env =
        LocalRun.environment(
            config.runtime().parallelism(),
            new Configuration().set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints));
    LiveEnvironment.checkpoints(env, config);
    return env;
  }

  private void score(String run, int parallelism) throws Exception {
    topics.create(1, List.of(run + ".scores"));
    HeadwaterConfig own = config(run, "scored", parallelism).forScoring();
    StreamExecutionEnvironment env = environment(own);
    ScoreJob.overKafka(own, ModelChoice.newest(), KafkaSinks.scores(own)).build(env);
    JobClient job = env.executeAsync(run);
    int windows = sleepers * hours * (int) (Duration.ofHours(1).dividedBy(WardSettings.STEP));
    List<Long> written = new ArrayList<>();
    while (written.size() < windows) {
      if (job.getJobExecutionResult().isDone()) {
        job.getJobExecutionResult().get();
      }
      Thread.sleep(1000);
      if (ScoreProgress.of(job.getAccumulators().get()).windows() >= windows) {
        written =
            topics.committed(run + ".scores").stream()
                .map(ConsumerRecord::timestamp)
                .sorted()
                .toList();
      }
    }
    job.cancel().get();
    tell(parallelism, written);
  }

  /** By the times at which scores were written. */
  private static void tell(int parallelism, List<Long> written) {
    int from = (int) (MEASURED_FROM * written.size());
    int to = (int) (MEASURED_TO * written.size()) - 1;
    double seconds = (written.get(to) - written.get(from)) / 1000.0;
    System.out.printf(
        Locale.ROOT,
        "| %d | %,d | %,.0f | %,d in %.1f |%n",
        parallelism,
        written.size(),
        (to - from) / seconds,
        to - from,
        seconds);
  }
}
