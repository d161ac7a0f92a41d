package io.headwater.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.headwater.config.HeadwaterConfig;
import io.headwater.local.EmbeddedBroker;
import io.headwater.sensor.RejectedRecord;
import io.headwater.wire.kafka.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The page as a person meets it: in Chromium, fed by a broker that holds what a job wrote. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardPageTest {
  private static final double PATIENCE = 30_000;

  /** Tries to be markup wherever it is put. */
  private static final String HOSTILE =
      "\"><img src=x onerror=\"window.broken=1\"><script>window.broken=1</script>&amp;/../é'";

  private static final String SLEEPER = "sleeper-01";
  private static final String SCORED_ONLY = "visitor";

  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static HeadwaterConfig config;
  private static DashboardServer server;
  private static Browsers browsers;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start() {
    Optional<Path> chromium = Browsers.chromium();
    assumeTrue(
        chromium.isPresent(),
        "No Chromium on the path (apt-get install chromium) nor in HEADWATER_CHROMIUM: the page is not tested.");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    broker = EmbeddedBroker.start(folder);
    config = Ward.config(broker.bootstrap());
    try (Topics topics = Topics.connect(config)) {
      topics.createMissing(config);
    }
    try (Topic topic = new Topic(config)) {
      for (int minute = 0; minute < 40; minute++) {
        topic.write(Ward.latent(SLEEPER, minute));
        topic.write(Ward.latent(HOSTILE, minute));
        topic.write(Ward.chunk(SLEEPER, "sleep", List.of("eeg", "eog"), minute));
        topic.write(Ward.chunk(SLEEPER, "heart", List.of("rate"), minute));
      }
      topic.garbage("sensor.heart");
      for (int minute = 0; minute < 30; minute++) {
        topic.score(Ward.latent(SLEEPER, minute));
        topic.score(Ward.latent(SCORED_ONLY, minute));
      }
      topic.late(Ward.chunk(SLEEPER, "heart", List.of("rate"), 3));
      topic.write(new RejectedRecord("sensor.sleep-0", 4, HOSTILE + " is no number.", new byte[0]));
      topic.write(Ward.graph(1, "none", "heart", Ward.edge("sleep.z0", "heart.z0", 0.7)));
      topic.write(
          Ward.graph(
              2,
              "none",
              "heart",
              Ward.edge("sleep.z0", "heart.z0", 0.97),
              Ward.edge("sleep.z1", "heart.z1", 0.55)));
      topic.write(Ward.model(1));
      topic.write(Ward.model(2));
    }
    server = DashboardServer.start(config, Binding.local(0));
    browsers = new Browsers(chromium.get());
  }

  @AfterAll
  static void stop() {
    if (browsers != null) {
      browsers.close();
    }
    if (server != null) {
      server.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @BeforeEach
  void open() {
    open(1280, ColorScheme.LIGHT);
  }

  private void open(int width, ColorScheme scheme) {
    if (context != null) {
      context.close();
    }
    context =
        browsers
            .browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(width, 844).setColorScheme(scheme));
    page = context.newPage();
    page.onConsoleMessage(
        m -> {
          if (m.type().equals("error")) {
            complaints.add(m.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(request -> asked.add(request.url()));
    page.navigate(server.url());
    assertThat(page.locator("#snapshot-text")).containsText("Snapshot");
    assertThat(page.locator("#person-text")).containsText("windows to");
  }

  @AfterEach
  void leave() {
    if (context != null) {
      context.close();
    }
  }

  @Test
  @Order(1)
  void showsGraphPersonLossReportAndModels() {
    assertThat(page.locator("#connection")).containsText("Live");
    assertThat(page.locator("#snapshot-text")).containsText("Snapshot 2 of 2");
    assertThat(page.locator("#graph"))
        .hasAttribute("aria-label", contains("4 latents with 2 links"));
    assertThat(page.locator("#graph canvas").first()).isVisible();
    assertThat(page.locator("#links tbody tr")).hasCount(2);
    assertThat(page.locator("#links tbody tr").first()).containsText("sleep.z0 → heart.z0");
    assertThat(page.locator("#links tbody tr").first()).containsText("97 %");
    assertThat(page.locator("#changes")).containsText("new: sleep.z1 → heart.z1");
    assertThat(page.locator("#changes")).containsText("70 % to 97 %");
    assertThat(page.locator("#report")).containsText("Each latent may be read by itself");
    assertThat(page.locator("#report summary .badge.REFUTED")).containsText("1 refuted");
    assertThat(page.locator("#models tbody tr")).hasCount(2);
    assertThat(page.locator("#present tbody tr")).hasCount(2);
    assertThat(page.locator("#present tbody tr").last()).containsText("65 %");
    assertThat(page.locator("#notes")).containsText("1 record that could not be decoded");
    choose(SLEEPER);
    assertThat(page.locator("#person-text")).containsText("40 windows to");
    assertThat(page.locator("#person-text")).containsText("scored: 30 windows to");
    assertThat(page.locator("#person figure")).hasCount(7);
    assertThat(page.locator("#person .plot").first())
        .hasAttribute("aria-label", contains("sleep.z0: "));
    assertThat(page.locator("#person figcaption").nth(1)).containsText("Scores of sleep");
    assertThat(page.locator("#person figcaption").nth(2)).containsText("Sensor: eeg");
    choose(SCORED_ONLY);
    assertThat(page.locator("#person-text")).containsText("visitor: scored: 30 windows to");
    assertThat(page.locator("#person figcaption")).hasCount(2);
    assertThat(page.locator("#person figcaption").first()).containsText("Scores of sleep");
    assertThat(page.locator("#presence .plot"))
        .hasAttribute("aria-label", contains("heart: 0 at the end, from 0 to 100"));
    assertThat(page.locator("#unused tbody tr")).hasCount(2);
    assertThat(page.locator("#reasons li")).hasText("sleep: " + HOSTILE + " is no number.");
    assertThat(page.locator("#unused tbody tr").last().locator(".n").first()).hasText("1");
    assertThat(complaints).isEmpty();
    assertThat(asked).allMatch(url -> url.startsWith(server.url()) || url.startsWith("data:"));
  }

  @Test
  @Order(2)
  void hostileNamesAreTextAndNothingElse() {
    choose(HOSTILE);
    assertThat(page.locator("#person-text")).containsText(HOSTILE);
    try (Topic topic = new Topic(config)) {
      topic.write(Ward.graph(3, "none", HOSTILE, Ward.edge("sleep.z0", HOSTILE + ".z1", 0.9)));
    }
    assertThat(page.locator("#snapshot-text")).containsText("Snapshot 3 of 3");
    assertThat(page.locator("#links")).containsText(HOSTILE);
    assertThat(page.locator("#report")).containsText(HOSTILE);
    assertThat(page.locator("#graph-legend")).containsText(HOSTILE);
    assertThat(page.locator("main img, main script")).hasCount(0);
    assertThat(page.evaluate("window.broken === undefined")).isEqualTo(true);
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(3)
  void followsASnapshotAndMarksItsDrift() {
    try (Topic topic = new Topic(config)) {
      topic.write(
          Ward.graph(
              4,
              "drift since 2026-01-01T22:12:00Z, loss from 0.6 to 1.1",
              "heart",
              Ward.edge("sleep.z0", "heart.z1", 0.8)));
    }
    assertThat(page.locator("#snapshot-text")).containsText("Snapshot 4 of 4");
    assertThat(page.locator("#now-drift")).containsText("drift since 2026-01-01T22:12:00Z");
    assertThat(page.locator("#drifts li")).hasCount(1);
    assertThat(page.locator("#drifts li")).containsText("loss from 0.6 to 1.1");
    assertThat(drawnInMarkColour()).isGreaterThan(50);
  }

  /** Pixels of the loss chart in the colour of drift marks. */
  private int drawnInMarkColour() {
    return (Integer)
        page.evaluate(
            """
            () => {
              const canvas = document.querySelector("#loss canvas");
              const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              let n = 0;
              for (let i = 0; i < data.length; i += 4)
                if (data[i] === 0xab && data[i + 1] === 0x1f && data[i + 2] === 0x33) n++;
              return n;
            }""");
  }

  @Test
  @Order(4)
  void everythingCanBeDoneWithKeys() {
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.locator("#snapshot").focus();
    page.keyboard().press("Home");
    assertThat(page.locator("#snapshot-text")).containsText("Snapshot 1 of");
    assertThat(page.locator("#snapshot-follow")).hasAttribute("aria-pressed", "false");
    assertThat(page.locator("#changes")).containsText("first snapshot held");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#snapshot-text")).containsText("Snapshot 2 of");
    page.locator("#links tbody button").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#links tbody button").first()).hasAttribute("aria-pressed", "true");
    page.locator("#report summary").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#report details").first().locator(".findings")).isVisible();
    page.locator("#subject-next").focus();
    String before = page.locator("#subject").inputValue();
    page.keyboard().press("Enter");
    assertThat(page.locator("#subject")).not().hasValue(before);
    page.locator("#theme").focus();
    page.keyboard().press("Space");
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    page.locator("#snapshot-follow").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#snapshot-follow")).hasAttribute("aria-pressed", "true");
  }

  @Test
  @Order(5)
  void fitsBothWidthsInLightAndDarkAndCanBeReadByEverybody() throws IOException {
    for (int width : new int[] {1280, 390}) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        open(width, scheme);
        page.locator("#report summary").first().click();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
            .as("width %d, %s", width, scheme)
            .isLessThanOrEqualTo(width);
        assertThat((List<?>) page.evaluate(script("accessibility.js")))
            .as("width %d, %s", width, scheme)
            .isEmpty();
      }
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream in = DashboardPageTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @Order(6)
  void survivesARestartOfTheBroker() {
    int port = broker.port();
    broker.close();
    assertThat(page.locator("#connection")).containsText("does not answer");
    assertThat(page.locator("#links tbody tr").first()).containsText("sleep.z0"); // stays
    broker = EmbeddedBroker.start(folder, port);
    try (Topic topic = new Topic(config)) {
      topic.write(Ward.graph(5, "none", "heart", Ward.edge("sleep.z1", "heart.z0", 0.61)));
    }
    assertThat(page.locator("#connection")).containsText("Live");
    assertThat(page.locator("#snapshot-text")).containsText("Snapshot 5 of 5");
    assertThat(page.locator("#links")).containsText("61 %");
  }

  private void choose(String name) {
    Locator input = page.locator("#subject");
    input.fill(name);
    input.press("Tab");
    assertThat(page.locator("#person-text")).containsText(name + ":");
  }

  private static Pattern contains(String text) {
    return Pattern.compile(text); // Pattern.quote is not understood by the browser
  }
}
