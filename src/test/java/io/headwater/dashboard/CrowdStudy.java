package io.headwater.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.headwater.config.HeadwaterConfig;
import io.headwater.graph.CausalEdge;
import io.headwater.local.EmbeddedBroker;
import io.headwater.wire.kafka.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the page bears 5,000 people and a week of snapshots: time to catch up, memory of server and
 * page, time of each answer. See src/docs/dashboard.md for the command and what it printed.
 */
public final class CrowdStudy {
  private static final int PEOPLE = 5000;
  private static final int MINUTES = 40;
  private static final int SNAPSHOTS = 10_080; // one a minute for a week

  private CrowdStudy() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("headwater-crowd");
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
      HeadwaterConfig config = Ward.config(broker.bootstrap());
      try (Topics topics = Topics.connect(config)) {
        topics.createMissing(config);
      }
      write(config);
      long before = heapMegabytes();
      long started = System.nanoTime();
      try (DashboardServer server = DashboardServer.start(config, Binding.local(0))) {
        while (!server.view().broker().caughtUp()) {
          Thread.sleep(100);
        }
        System.out.printf(
            "caught up in %.1f s: %,d people, %,d windows, %,d snapshots, %,d curve cells%n",
            (System.nanoTime() - started) / 1e9,
            server.view().held().latents().people(),
            server.view().held().latents().rows(),
            server.view().held().graphs().summaries().size(),
            server.view().held().curves().cells());
        System.out.printf(
            "heap that the server holds after a collection: %d MB%n", heapMegabytes() - before);
        for (String path :
            List.of(
                "api/graphs",
                "api/graph?id=" + server.view().held().graphs().newest(),
                "api/losses",
                "api/subjects?query=42",
                "api/subject?id=sleeper-4242")) {
          time(server, path);
        }
        look(server);
      }
    }
  }

  private static void write(HeadwaterConfig config) {
    for (int minute = 0; minute < MINUTES; minute++) {
      try (Topic topic = new Topic(config)) {
        for (int p = 0; p < PEOPLE; p++) {
          topic.write(Ward.latent("sleeper-" + p, minute));
          if (minute < 4) {
            topic.write(Ward.chunk("sleeper-" + p, "sleep", List.of("eeg", "eog"), minute));
            topic.write(Ward.chunk("sleeper-" + p, "heart", List.of("rate"), minute));
          }
        }
      }
    }
    try (Topic topic = new Topic(config)) {
      for (int i = 0; i < SNAPSHOTS; i++) {
        CausalEdge edge = Ward.edge("sleep.z0", "heart.z" + i % 2, 0.5 + i % 50 / 100.0);
        topic.write(Ward.graph(i, "none", "heart", edge));
      }
    }
  }

  private static long heapMegabytes() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(200);
    }
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private static void time(DashboardServer server, String path) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    double best = Double.MAX_VALUE;
    int bytes = 0;
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path)).build();
      bytes = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
      best = Math.min(best, (System.nanoTime() - start) / 1e6);
    }
    System.out.printf("%-28s %6.1f ms  %,9d bytes%n", path, best, bytes);
  }

  private static void look(DashboardServer server) {
    Optional<Path> chromium = Browsers.chromium();
    if (chromium.isEmpty()) {
      System.out.println("no Chromium: the page is not measured");
      return;
    }
    try (Browsers browsers = new Browsers(chromium.get());
        Browser browser = browsers.browser()) {
      Page page = browser.newPage();
      long start = System.nanoTime();
      page.navigate(server.url());
      page.waitForSelector("#person figure canvas");
      System.out.printf("page drawn in %.1f s%n", (System.nanoTime() - start) / 1e9);
      page.waitForTimeout(5000);
      System.out.printf(
          "page holds %s MB of JavaScript heap, %s elements%n",
          page.evaluate("Math.round(performance.memory.usedJSHeapSize / 1048576)"),
          page.evaluate("document.querySelectorAll('*').length"));
      long moved = System.nanoTime();
      page.focus("#snapshot");
      page.keyboard().press("Home");
      page.waitForSelector("#snapshot-text:has-text('Snapshot 1 of')");
      System.out.printf(
          "slider to the first snapshot: %.0f ms%n", (System.nanoTime() - moved) / 1e6);
    }
  }
}
