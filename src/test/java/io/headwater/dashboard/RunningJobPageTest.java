package io.headwater.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.headwater.config.HeadwaterConfig;
import io.headwater.graph.CausalEdge;
import io.headwater.job.KafkaSinks;
import io.headwater.job.LearnJob;
import io.headwater.job.LiveEnvironment;
import io.headwater.job.LocalRun;
import io.headwater.job.RoughInput;
import io.headwater.job.ScoreJob;
import io.headwater.job.SmallWard;
import io.headwater.job.WardTopics;
import io.headwater.learn.GraphRecord;
import io.headwater.local.EmbeddedBroker;
import io.headwater.score.ModelChoice;
import io.headwater.wire.GraphSnapshotCodec;
import io.headwater.wire.kafka.KafkaInputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A learning job that runs, and the page beside it in Chromium: what one finds the other shows. */
@Timeout(180)
class RunningJobPageTest {
  private static final double PATIENCE = 60_000;
  private static final int WINDOWS = 50;

  /** So many records are sent before the page is opened: enough for the first graph. */
  private static final double FIRST_PART = 0.6;

  @TempDir Path folder;

  @Test
  void thePageShowsWhatARunningJobFindsItsNextSnapshotWhatItCouldNotUseAndScores()
      throws Exception {
    Optional<Path> chromium = Browsers.chromium();
    assumeTrue(
        chromium.isPresent(),
        "No Chromium on the path (apt-get install chromium) nor in HEADWATER_CHROMIUM: the page is not tested.");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
      HeadwaterConfig config = config(broker);
      WardTopics topics = new WardTopics(broker.bootstrap());
      topics.create(2, List.of("sensor.wrist", "sensor.belt", "sensor.facts"));
      topics.create(1, List.of("latents", "graphs", "models", "late", "rejected", "scores"));
      List<ProducerRecord<byte[], byte[]>> input = new RoughInput(config, WINDOWS).records();
      int first = (int) (FIRST_PART * input.size());
      try (DashboardServer server = DashboardServer.start(config, Binding.local(0));
          Browsers browsers = new Browsers(chromium.get())) {
        Page page = browsers.browser().newPage();
        JobClient learner = learn(config);
        try {
          topics.send(input.subList(0, first));
          page.navigate(server.url());
          assertThat(page.locator("#snapshot-text")).containsText("Snapshot 1 of 1");
          assertShown(page, graphs(topics).get(0));
          topics.send(input.subList(first, input.size()));
          assertThat(page.locator("#snapshot-text")).containsText("Snapshot 2 of ");
          assertShown(page, graphs(topics).get(1));
        } finally {
          learner.cancel().get();
        }
        assertUnusedShown(page, topics);
        assertThat(page.locator("#person-text")).not().containsText("scored");
        JobClient scorer = score(config.forScoring());
        try {
          assertThat(page.locator("#person-text"))
              .containsText(Pattern.compile("ada: .*; scored: \\d+ windows to"));
          assertThat(page.locator("#person figcaption").nth(1)).containsText("Scores of wrist");
        } finally {
          scorer.cancel().get();
        }
      }
    }
  }

  private HeadwaterConfig config(EmbeddedBroker broker) {
    List<String> overrides = new ArrayList<>();
    for (String output : List.of("latents", "scores", "graphs", "models", "late", "rejected")) {
      overrides.add("kafka.topics.%1$s=%1$s".formatted(output));
    }
    overrides.add("kafka.bootstrap=" + broker.bootstrap());
    overrides.add(
        "window.max-wait=2s"); // rows of facts come once, and their partition is silent then
    overrides.add("runtime.checkpoint-interval=200ms");
    overrides.add("runtime.models=" + folder.resolve("models").toUri());
    return SmallWard.config(overrides.toArray(String[]::new));
  }

  private JobClient learn(HeadwaterConfig config) throws Exception {
    StreamExecutionEnvironment env = environment("learn");
    LiveEnvironment.checkpoints(env, config);
    new LearnJob(
            config, KafkaInputs.live(config), LearnJob.Mode.LIVE, false, new KafkaSinks(config))
        .build(env);
    return env.executeAsync(config.name());
  }

  private JobClient score(HeadwaterConfig own) throws Exception {
    StreamExecutionEnvironment env = environment("score");
    LiveEnvironment.checkpoints(env, own);
    ScoreJob.overKafka(own, ModelChoice.newest(), KafkaSinks.scores(own)).build(env);
    return env.executeAsync(own.name());
  }

  private StreamExecutionEnvironment environment(String job) {
    String checkpoints = folder.resolve(job + "-checkpoints").toUri().toString();
    return LocalRun.environment(
        1, new Configuration().set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints));
  }

  private static List<GraphRecord> graphs(WardTopics topics) {
    GraphSnapshotCodec codec = new GraphSnapshotCodec();
    return topics.committed("graphs").stream().map(r -> codec.decode(r.value())).toList();
  }

  /** Every node and link of the snapshot that the job committed, and no other link. */
  private static void assertShown(Page page, GraphRecord graph) {
    assertThat(page.locator("#snapshot-text"))
        .containsText(
            "model %d, %d windows learned".formatted(graph.modelVersion(), graph.windows()));
    List<CausalEdge> links = graph.graph().selectedEdges();
    assertThat(page.locator("#graph"))
        .hasAttribute(
            "aria-label",
            Pattern.compile(
                "%d latents with %d links".formatted(graph.graph().nodes().size(), links.size())));
    assertThat(page.locator("#links tbody button")).hasCount(links.size());
    for (CausalEdge link : links) {
      assertThat(page.locator("#links")).containsText(link.source());
      assertThat(page.locator("#links")).containsText(link.target());
    }
    assertThat(page.locator("#report .scope").first()).isVisible();
  }

  /** Late and rejected, of everything that came on their topics until the job ended. */
  private static void assertUnusedShown(Page page, WardTopics topics) {
    int late = topics.committed("late").size();
    int rejected = topics.committed("rejected").size();
    assertThat(late).isPositive();
    assertThat(rejected).isPositive();
    page.waitForFunction(
        """
        ([late, rejected]) => {
          const sum = (column) => [...document.querySelectorAll("#unused tbody tr")]
            .reduce((n, row) => n + Number(row.cells[column].textContent), 0);
          return sum(1) === late && sum(2) === rejected;
        }""",
        List.of(late, rejected),
        new Page.WaitForFunctionOptions().setTimeout(PATIENCE));
  }
}
