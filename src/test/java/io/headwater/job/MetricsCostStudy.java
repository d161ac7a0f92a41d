package io.headwater.job;

import com.sun.management.OperatingSystemMXBean;
import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.learn.ModelRecord;
import io.headwater.local.EmbeddedBroker;
import io.headwater.local.Feed;
import io.headwater.simulate.Faults;
import io.headwater.simulate.Ward;
import io.headwater.simulate.WardSettings;
import io.headwater.wire.ModelSnapshotCodec;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
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
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What measuring costs the learning job, and that it changes no bit: the same night in the topics
 * of one broker, learned in turns without a reporter, with Prometheus's reporter, and with the
 * reporter scraped once a second. What jobs count they count always; the reporter alone can be left
 * out.
 */
@Command(
    name = "MetricsCostStudy",
    mixinStandardHelpOptions = true,
    description = "Measures the job with and without the Prometheus reporter and prints a table.")
final class MetricsCostStudy implements Callable<Integer> {
  private static final double AT_ONCE = 1e12;

  /** The first windows are for a warm machine, the last wait for the end. */
  private static final double MEASURED_FROM = 0.1;

  private static final double MEASURED_TO = 0.9;

  /** Sixty times as often as Prometheus asks where nobody says otherwise. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Option(names = "--sleepers", description = "Sleepers in the ward (default: 16).")
  int sleepers = 16;

  @Option(names = "--hours", description = "Length of the night (default: 4).")
  int hours = 4;

  @Option(names = "--repetitions", description = "Runs of each kind (default: 5).")
  int repetitions = 5;

  private enum Kind {
    NONE("no reporter"),
    REPORTER("reporter"),
    SCRAPED("reporter, scraped every second");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private Path folder;
  private EmbeddedBroker broker;
  private WardTopics topics;

  public static void main(String[] args) {
    System.exit(new CommandLine(new MetricsCostStudy()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    folder = Files.createTempDirectory("headwater-metrics-cost");
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    List<String> models = new ArrayList<>();
    try (EmbeddedBroker running = broker) {
      topics = new WardTopics(running.bootstrap());
      fill();
      run("warm", Kind.SCRAPED); // compiled code and loaded libraries for all
      System.out.println(
          "| run | | windows a second | CPU seconds | scrapes | SHA-256 of the models |");
      System.out.println("|---|---|---|---|---|---|");
      for (int repetition = 0; repetition < repetitions; repetition++) {
        for (int turn = 0; turn < Kind.values().length; turn++) {
          // Each kind is first, second and third in turn.
          Kind kind = Kind.values()[(turn + repetition) % Kind.values().length];
          models.add(run("run-%d-%d".formatted(repetition, turn), kind));
        }
      }
    }
    boolean same = models.stream().distinct().count() == 1;
    System.out.println(same ? "All models have the same bits." : "MODELS DIFFER: " + models);
    return same ? 0 : 1;
  }

  private HeadwaterConfig config(String run, Kind kind, int port) throws Exception {
    List<String> settings = new ArrayList<>();
    for (String output : List.of("latents", "graphs", "models", "late", "rejected")) {
      settings.add("kafka.topics.%s=%s.%s".formatted(output, run, output));
    }
    settings.add("name=" + run);
    settings.add("kafka.bootstrap=" + broker.bootstrap());
    settings.add("runtime.models=" + folder.resolve(run).toUri());
    settings.add("learning.first-refit=1000000"); // steps are measured, not solves: none but a
    settings.add("estimator.refit-steps=20"); // short one at the end
    settings.add("estimator.replicas=1");
    settings.add("learning.graph-every=1000000");
    settings.add("learning.snapshot-every=1000");
    if (kind != Kind.NONE) {
      settings.add("runtime.metrics-port=" + port);
    }
    try (InputStream example = MetricsCostStudy.class.getResourceAsStream("/examples/ward.yaml")) {
      String yaml = new String(example.readAllBytes(), StandardCharsets.UTF_8);
      return ConfigLoader.parse("ward.yaml", yaml, settings);
    }
  }

  private void fill() throws Exception {
    HeadwaterConfig config = config("feed", Kind.NONE, 0);
    topics.create(1, config.modalities().stream().map(m -> m.topic()).toList());
    new Feed(config, AT_ONCE)
        .send(
            new Ward(
                WardSettings.defaults()
                    .withSleepers(sleepers)
                    .withNight(Duration.ofHours(hours))
                    .withFaults(Faults.none())));
  }

  /** Learns the night and tells what it took; answers with the bits of all models. */
  private String run(String run, Kind kind) throws Exception {
    int port = Scrape.freePort();
    HeadwaterConfig config = config(run, kind, port);
    topics.create(
        1,
        List.of("latents", "graphs", "models", "late", "rejected").stream()
            .map(output -> run + "." + output)
            .toList());
    Configuration settings = PrometheusPort.settings(config);
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve(run + "-checkpoints").toUri().toString());
    StreamExecutionEnvironment env = LocalRun.environment(1, settings);
    LiveEnvironment.checkpoints(env, config);
    long cpu = cpuNanos();
    String scrapes = "none";
    if (kind == Kind.SCRAPED) {
      try (Scraper scraper = new Scraper(port, PAUSE)) {
        BoundedLearning.run(env, config, progress -> {});
        scrapes =
            String.format(
                Locale.ROOT,
                "%d of %.0f ms, %d lines",
                scraper.answers(),
                scraper.millisAnAnswer(),
                scraper.newest().samples().size());
      }
    } else {
      BoundedLearning.run(env, config, progress -> {});
    }
    double seconds = (cpuNanos() - cpu) / 1e9;
    ModelSnapshotCodec codec = new ModelSnapshotCodec();
    List<String> models =
        topics.committed(run + ".models").stream()
            .map(record -> codec.decode(record.value()))
            .map(ModelRecord::sha256)
            .toList();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %,.0f | %.1f | %s | %s |%n",
        run,
        kind.words,
        perSecond(run),
        seconds,
        scrapes,
        models.stream().map(sha -> sha.substring(0, 8)).toList());
    return String.join(" ", models);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** By the times at which latents were written. */
  private double perSecond(String run) {
    List<Long> written =
        topics.committed(run + ".latents").stream()
            .map(ConsumerRecord::timestamp)
            .sorted()
            .toList();
    int from = (int) (MEASURED_FROM * written.size());
    int to = (int) (MEASURED_TO * written.size()) - 1;
    return (to - from) / ((written.get(to) - written.get(from)) / 1000.0);
  }
}
