package io.headwater.report;

import static io.headwater.report.RunFolder.estimate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.learn.LatentRecord;
import io.headwater.report.LatentTracks.Component;
import io.headwater.report.RunMatch.ModalityMatch;
import io.headwater.report.RunMatch.Pair;
import io.headwater.report.page.ReportPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose latents are known because the test wrote them. */
class ReportTest {
  private static final int WINDOWS = 2400;

  @TempDir Path folder;

  /** Two Gaussians and one more, of a window; the same for whoever asks. */
  private static double[] causes(long window) {
    SplittableRandom random = new SplittableRandom(window);
    return new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
  }

  private static Stream<LatentRecord> windows(
      long from, double loss, UnaryOperator<double[]> wrist) {
    return LongStream.range(from, from + WINDOWS)
        .mapToObj(
            w -> {
              double[] z = causes(w);
              return RunFolder.window(
                  "s",
                  w,
                  loss,
                  List.of(
                      estimate("wrist", w % 10 != 0, wrist.apply(new double[] {z[0], z[1]})),
                      estimate("belt", true, z[2])));
            });
  }

  private Path run(String name, Stream<LatentRecord> windows, double loss, boolean selected)
      throws Exception {
    List<LatentNode> nodes =
        List.of(LatentNode.of("wrist", 0), LatentNode.of("wrist", 1), LatentNode.of("belt", 0));
    CausalEdge edge = new CausalEdge("wrist.z0", "belt.z0", 1, .9, 1, Double.NaN, selected);
    return RunFolder.write(
        folder.resolve(name),
        windows,
        List.of(RunFolder.graph(WINDOWS, nodes, List.of(edge))),
        Map.of(
            "windows",
            WINDOWS,
            "selected_edges",
            selected ? 1 : 0,
            "final_pass",
            true,
            "losses",
            Map.of("prequential", loss)));
  }

  private static Report report(Path... runs) throws Exception {
    return Report.of(List.of(runs), Optional.empty(), words -> {});
  }

  private static ModalityMatch match(Report report, int of, String modality) {
    return report.comparison().orElseThrow().matches().get(of).modalities().stream()
        .filter(m -> m.modality().equals(modality))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void differentRunsStandSideBySideEachWithItsOwnFigures() throws Exception {
    Path one = run("one", windows(0, .5, z -> z), .5, true);
    Path two = run("two", windows(0, .75, z -> new double[] {-z[1], z[0]}), .75, false);
    Report report = report(one, two);
    Path file = folder.resolve("both.html");
    new ReportPage(report).write(file);
    Document page = Jsoup.parse(Files.readString(file));
    assertThat(page.select("#comparison-rows thead th").eachText())
        .containsExactly("measure", "one", "two");
    assertThat(
            page.select("#comparison-rows tbody tr:has(th:contains(all windows)) data")
                .eachAttr("value"))
        .containsExactly("0.5", "0.75");
    assertThat(
            page.select("#comparison-rows tbody tr:has(th:contains(links selected)) data")
                .eachAttr("value"))
        .containsExactly("1.0", "0.0");
    for (String width : List.of("w", "n")) {
      assertThat(page.select("#comparison figure svg[aria-labelledby*=losses-" + width + "] text"))
          .extracting(Element::text)
          .contains("one", "two");
    }
    assertThat(page.select("#comparison figure svg path.curve").eachAttr("d"))
        .hasSize(4)
        .doesNotHaveDuplicates();
    assertThat(page.select("#run0-graph figure svg path.link")).isNotEmpty();
    assertThat(page.select("#run1-graph figure svg path.link")).isEmpty();
    assertThat(page.getElementById("differences")).isNull();
    assertThat(page.getElementById("comparison").text()).contains("left no run.json");
    assertThat(page.select("table.match tbody tr th").eachText())
        .containsExactly("wrist.z0", "wrist.z1", "belt.z0");
  }

  @Test
  void latentsThatAreTheSameUpToOrderSignAndBendingAreMatched() throws Exception {
    Path one = run("one", windows(0, .5, z -> z), .5, true);
    Path two =
        run(
            "two",
            windows(0, .5, z -> new double[] {-Math.pow(z[1], 3), Math.exp(z[0])}),
            .5,
            true);
    ModalityMatch wrist = match(report(one, two), 0, "wrist");
    assertThat(wrist.pairs())
        .extracting(Pair::first, Pair::second)
        .containsExactly(tuple("wrist.z0", "wrist.z1"), tuple("wrist.z1", "wrist.z0"));
    assertThat(wrist.mean()).isGreaterThan(.999).isGreaterThan(wrist.chance());
    assertThat(wrist.chance()).isBetween(.8, .95);
    assertThat(wrist.windows()).isEqualTo(LatentSample.ROWS);
  }

  @Test
  void mixturesOfEachOtherMatchBelowChance() throws Exception {
    double turn = Math.sqrt(.5);
    Path one = run("one", windows(0, .5, z -> z), .5, true);
    Path two =
        run(
            "two",
            windows(0, .5, z -> new double[] {turn * (z[0] + z[1]), turn * (z[0] - z[1])}),
            .5,
            true);
    Report report = report(one, two);
    ModalityMatch wrist = match(report, 0, "wrist");
    assertThat(wrist.mean()).isCloseTo(.69, within(.05)).isLessThan(wrist.chance());
    ModalityMatch belt = match(report, 0, "belt");
    assertThat(belt.mean()).isEqualTo(1);
    assertThat(belt.chance()).as("a single latent has no axes").isNaN();
  }

  @Test
  void runsOverOtherWindowsAreNotMatched() throws Exception {
    Path one = run("one", windows(0, .5, z -> z), .5, true);
    Path later = run("later", windows(WINDOWS, .5, z -> z), .5, true);
    ModalityMatch wrist = match(report(one, later), 0, "wrist");
    assertThat(wrist.pairs()).isEmpty();
    assertThat(wrist.reason()).contains("share 0 of the windows");
  }

  @Test
  void theNumberOfLatentsMayChangeWithinARun() throws Exception {
    Stream<LatentRecord> counted =
        LongStream.range(0, 200)
            .mapToObj(
                w -> {
                  double[] z = causes(w);
                  return RunFolder.window(
                      "s",
                      w,
                      .5,
                      List.of(
                          w < 120
                              ? estimate("wrist", true, z[0])
                              : estimate("wrist", true, z[0], z[1]),
                          estimate("belt", true, z[2])));
                });
    Path one = run("counted", counted, .5, true);
    Path truth = Files.createDirectories(folder.resolve("truth"));
    Files.writeString(
        truth.resolve("graph.json"),
        "{\"nodes\": [{\"id\": \"wrist.z0\", \"modality\": \"wrist\"}], \"edges\": []}");
    StringBuilder latents = new StringBuilder("subject,window_start,window_end,wrist.z0\n");
    for (long w = 0; w < 200; w++) {
      latents
          .append("s,")
          .append(Instant.ofEpochSecond(w * 30))
          .append(",,")
          .append(causes(w)[0])
          .append('\n');
    }
    Files.writeString(truth.resolve("latents.csv"), latents);
    Report report = Report.of(List.of(one, one), Optional.of(Truth.open(truth)), words -> {});
    RunReport run = report.runs().get(0);
    assertThat(run.latents().components())
        .extracting(Component::id, Component::windows)
        .containsExactly(tuple("wrist.z0", 200L), tuple("belt.z0", 200L), tuple("wrist.z1", 80L));
    assertThat(run.truth().orElseThrow().reason()).contains("changed", "--final-pass");
    assertThat(match(report, 0, "wrist").reason()).contains("changed", "--final-pass");
    assertThat(match(report, 0, "belt").mean()).isEqualTo(1);
    new ReportPage(report).write(folder.resolve("counted.html"));
    assertThat(Files.readString(folder.resolve("counted.html"))).contains("Not matched: ");
  }

  @Test
  void categoriesAreToldAsSuchAndOnlyOfTheKindThatHasThem() throws Exception {
    Stream<LatentRecord> windows =
        LongStream.range(0, 100)
            .mapToObj(
                w ->
                    RunFolder.window(
                        "s",
                        w,
                        .5,
                        List.of(
                            estimate("causes", true, w % 3),
                            estimate("wrist", true),
                            estimate("belt", w % 2 == 0))));
    Path one = run("categories", windows, .5, true);
    Files.writeString(one.resolve("summary.json"), "{\"chunks\": {\"wrist\": {}, \"belt\": {}}}");
    new RunNote(
            "replay",
            "2024-03-01",
            Map.of(),
            "f",
            1,
            10,
            null,
            List.of(),
            "estimator: {kind: mixture}")
        .write(one);
    String categories = "expected category of each node, counted from 0";
    assertThat(page(one)).contains(categories, "no data of any modality");
    new RunNote(
            "replay", "2024-03-01", Map.of(), "f", 1, 10, null, List.of(), "estimator: {kind: sun}")
        .write(one);
    assertThat(page(one)).contains("posterior means").doesNotContain(categories);
  }

  @Test
  void namesOfOneLatentAreToldAndJoined() throws Exception {
    List<LatentNode> nodes =
        List.of(
            LatentNode.of("wrist", 0).sharedWith(List.of("belt.z0")),
            LatentNode.of("wrist", 1),
            LatentNode.of("belt", 0).sharedWith(List.of("wrist.z0")));
    Path one =
        RunFolder.write(
            folder.resolve("shared"),
            windows(0, .5, z -> z),
            List.of(RunFolder.graph(100, nodes, List.of())),
            Map.of());
    assertThat(CausalGraph.shared(nodes)).containsExactly(List.of("wrist.z0", "belt.z0"));
    assertThat(page(one)).contains("carries the links: wrist.z0 = belt.z0.", "class=\"tie\"");
  }

  private String page(Path run) throws Exception {
    Path file = folder.resolve(run.getFileName() + ".html");
    new ReportPage(report(run)).write(file);
    return Files.readString(file);
  }

  @Test
  void oneModelForAllWindowsIsWhatTheRunSaysAndNotWhatItsVersionsLookLike() throws Exception {
    Path one = run("one", windows(0, .5, z -> z), .5, true);
    assertThat(report(one).runs().get(0).latents().finalModel()).isTrue();
    Files.writeString(one.resolve("summary.json"), "{\"final_pass\": false}");
    assertThat(report(one).runs().get(0).latents().finalModel()).isFalse();
  }
}
