package io.headwater.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.headwater.config.HeadwaterConfig;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.job.RecordingInputs;
import io.headwater.job.ReplayFolder;
import io.headwater.job.ReplayJob;
import io.headwater.job.SmallWard;
import io.headwater.job.WardKind;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.local.EmbeddedBroker;
import io.headwater.wire.AvroFiles;
import io.headwater.wire.kafka.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page over what real jobs of the other kinds of estimator published: couplings without a
 * direction, categories, blocks that no sensor has, latents with several names.
 */
@Timeout(180)
class EveryKindPageTest {
  private static final double PATIENCE = 30_000;

  @TempDir static Path folder;

  private static EmbeddedBroker broker;
  private static Browsers browsers;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> chromium = Browsers.chromium();
    assumeTrue(
        chromium.isPresent(),
        "No Chromium on the path (apt-get install chromium) nor in HEADWATER_CHROMIUM: the page is not tested.");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    SmallWard.writeCsv(folder.resolve("in"), WardKind.WINDOWS);
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    browsers = new Browsers(chromium.get());
  }

  @AfterAll
  static void stop() {
    if (browsers != null) {
      browsers.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  /** What a job published: all latents and its last graph. */
  private record Published(HeadwaterConfig config, List<LatentRecord> latents, GraphRecord graph) {

    static Published of(WardKind kind) throws Exception {
      HeadwaterConfig config = config(kind);
      ReplayFolder out = new ReplayFolder(folder.resolve(kind.kind()));
      new ReplayJob(config, RecordingInputs.source(folder.resolve("in"), config), out, false)
          .run(progress -> {}, scored -> {});
      List<LatentRecord> latents = new ArrayList<>();
      AvroFiles.readLatents(out.root().resolve("latents.avro"), latents::add);
      List<GraphRecord> graphs = new ArrayList<>();
      AvroFiles.readGraphs(out.root().resolve("graphs.avro"), graphs::add);
      return new Published(config, latents, graphs.get(graphs.size() - 1));
    }

    private static HeadwaterConfig config(WardKind kind) {
      List<String> settings = new ArrayList<>(List.of(kind.settings()));
      settings.add("name=" + kind.kind());
      settings.add("kafka.bootstrap=" + broker.bootstrap());
      for (String topic : List.of("latents", "scores", "graphs", "models", "late", "rejected")) {
        settings.add("kafka.topics.%s=%s.%s".formatted(topic, kind.kind(), topic));
      }
      return SmallWard.config(settings.toArray(String[]::new));
    }

    Published with(CausalGraph other) {
      return new Published(
          config,
          latents,
          new GraphRecord(
              graph.modelVersion(),
              graph.asOfMicros(),
              graph.steps(),
              graph.windows(),
              other,
              graph.report(),
              graph.driftState()));
    }

    /** Writes it to the job's topics and looks at the page. */
    void look(Consumer<Page> at) throws IOException {
      try (Topics topics = Topics.connect(config)) {
        topics.createMissing(config);
      }
      try (Topic topic = new Topic(config)) {
        latents.forEach(topic::write);
        topic.write(graph);
      }
      List<String> complaints = new ArrayList<>();
      try (DashboardServer server = DashboardServer.start(config, Binding.local(0));
          Page page = browsers.browser().newPage()) {
        page.onPageError(complaints::add);
        page.navigate(server.url());
        assertThat(page.locator("#snapshot-text")).containsText("Snapshot 1 of 1");
        assertThat(page.locator("#person-text")).containsText("windows to");
        at.accept(page);
        assertReadable(page);
      }
      assertThat(complaints).isEmpty();
    }
  }

  /** At both widths; and nothing that programs say where they have nothing to say. */
  private static void assertReadable(Page page) {
    assertThat(page.locator("main").innerText())
        .doesNotContainPattern("NaN|null|undefined|Infinity");
    for (int width : new int[] {1280, 390}) {
      page.setViewportSize(width, 844);
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
      assertThat((List<?>) page.evaluate(script("accessibility.js")))
          .as("width " + width)
          .isEmpty();
    }
  }

  private static String script(String name) {
    try (InputStream in = EveryKindPageTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The verdict of each block with the report's own words. */
  private static void assertReadings(Page page, IdentifiabilityReport report, String... blocks) {
    for (String block : blocks) {
      String words = report.summary(block).orElseThrow().consequence().replaceFirst("^\\w+: ", "");
      assertThat(page.locator("#report .scope").filter(heading(page, block))).containsText(words);
    }
  }

  private static Locator.FilterOptions heading(Page page, String block) {
    return new Locator.FilterOptions()
        .setHas(
            page.locator(
                "h3", new Page.LocatorOptions().setHasText(Pattern.compile("^" + block + "$"))));
  }

  @Test
  void couplingsHaveNeitherDirectionNorProbability() throws Exception {
    Published published = Published.of(WardKind.COUPLED);
    CausalGraph real = published.graph().graph();
    assertThat(real.edges()).isNotEmpty().noneMatch(CausalEdge::hasDirection);
    // So few windows support none: the first candidate is published as if they did.
    CausalEdge first = real.edges().get(0);
    List<CausalEdge> edges = new ArrayList<>(real.edges());
    edges.set(0, selected(first));
    published
        .with(new CausalGraph(real.nodes(), edges))
        .look(
            page -> {
              assertThat(page.locator("#links tbody tr").first())
                  .containsText(first.source() + " – " + first.target());
              assertThat(page.locator("#links tbody tr").first().locator(".n").first())
                  .hasText("–");
              assertThat(page.locator("#graph"))
                  .hasAttribute(
                      "aria-label",
                      Pattern.compile(first.source() + " and " + first.target() + "[.;]"));
              assertThat(page.locator("#graph-shared")).isHidden();
              assertReadings(page, published.graph().report(), "wrist", "belt", "facts");
            });
  }

  private static CausalEdge selected(CausalEdge e) {
    return new CausalEdge(
        e.source(),
        e.target(),
        e.score(),
        e.probability(),
        e.stability(),
        e.directionSupport(),
        true);
  }

  @Test
  void categoriesAreShownAsSuchAndModalitiesWithoutLatentsWithoutCurves() throws Exception {
    Published published = Published.of(WardKind.MIXTURE);
    published.look(
        page -> {
          assertThat(page.locator("#graph"))
              .hasAttribute("aria-label", Pattern.compile("of 2 latents"));
          assertThat(page.locator("#graph-legend li")).hasCount(1);
          assertThat(page.locator("#graph-legend")).containsText("causes");
          assertThat(page.locator("#person figure")).hasCount(2);
          assertThat(page.locator("#person figcaption").first()).containsText("Latents of joint");
          assertThat(page.locator("#person figcaption").last())
              .containsText("Expected category of each node, from 0: causes");
          assertThat(page.locator("#person figure").last()).containsText("causes.z1 (0 to 2)");
          Locator wrist = page.locator("#person .people-modality").filter(heading(page, "wrist"));
          assertThat(wrist).containsText(Pattern.compile("Present in \\d+ % of the windows"));
          assertThat(wrist.locator("details")).isHidden();
          assertThat(page.locator("#present tbody tr")).hasCount(3);
          assertReadings(page, published.graph().report(), "joint", "causes");
        });
  }

  @Test
  void latentsWithSeveralNamesAreSaidToBeOne() throws Exception {
    Published published = Published.of(WardKind.SHARED);
    List<List<String>> shared = CausalGraph.shared(published.graph().graph().nodes());
    assertThat(shared).isNotEmpty();
    published.look(
        page -> {
          String said =
              String.join("; ", shared.stream().map(names -> String.join(" = ", names)).toList());
          assertThat(page.locator("#graph-shared")).containsText("links: " + said + ".");
          assertReadings(page, published.graph().report(), "wrist", "belt", "facts");
        });
  }
}
