package io.headwater.cli;

import static io.headwater.cli.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.LatentNode;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.report.RunFolder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a real replay over data with a truth, and of a folder that wishes us ill. */
class ReportCommandTest {
  private static final String HOSTILE =
      "</title></svg><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;\u0001";

  @TempDir static Path folder;

  private static String html;
  private static Document page;
  private static JsonNode json;

  @BeforeAll
  static void replay() throws Exception {
    Path data = folder.resolve("s1");
    Path out = folder.resolve("out");
    assertThat(
            run("simulate", "--scenario", "s1", "--samples", 600, "--seed", 3, "-o", data).exit())
        .isZero();
    Ran ran =
        run(
            "replay",
            "-c",
            data.resolve("scenario.yaml"),
            "-i",
            data,
            "-o",
            out,
            "--final-pass",
            "--report",
            "--truth",
            data.resolve("truth"),
            "--set",
            "estimator.refit-steps=20",
            "--set",
            "estimator.replicas=2",
            "--set",
            "estimator.hidden=16",
            "--set",
            "learning.graph-every=100",
            "--set",
            "kafka.properties.ssl.key.password=letmein");
    assertThat(ran.exit()).as(ran.err()).isZero();
    html = Files.readString(out.resolve("report.html"));
    page = Jsoup.parse(html);
    json = new ObjectMapper().readTree(out.resolve("report.json").toFile());
  }

  private static Document parsed(Path file) throws Exception {
    return Jsoup.parse(Files.readString(file));
  }

  @Test
  void thePageLoadsNothingAndRunsNothing() {
    assertThat(page.select("script, link, img, iframe, object, embed, base, form")).isEmpty();
    assertThat(page.select("[src], [onload], [onerror], [onclick]")).isEmpty();
    for (Element link : page.select("[href]")) {
      assertThat(link.attr("href")).startsWith("#");
      assertThat(page.getElementById(link.attr("href").substring(1))).isNotNull();
    }
    assertThat(page.select("style").html()).doesNotContain("url(", "@import", "http");
  }

  @Test
  void allSectionsAreThereAndSayWhatIsNotKnown() {
    for (String part :
        List.of("data", "losses", "latents", "graph", "identifiability", "truth", "made")) {
      assertThat(page.getElementById("run0-" + part)).as(part).isNotNull();
    }
    assertThat(page.text()).contains("Taken for granted, and not tested");
    assertThat(page.text().toLowerCase(java.util.Locale.ROOT)).doesNotContain("identified");
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void everyPlotIsWellFormedAndHasWordsForScreenReaders() throws Exception {
    // As written: a lenient parser of pages would mend what is broken before it is looked at.
    List<String> written =
        Pattern.compile("<svg.*?</svg>", Pattern.DOTALL)
            .matcher(html)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(written).hasSizeGreaterThan(10).hasSameSizeAs(page.select("svg"));
    for (String svg : written) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
    for (Element svg : page.select("svg")) {
      assertThat(svg.selectFirst("title").text()).isNotBlank();
      assertThat(svg.selectFirst("desc").text()).isNotBlank();
      assertThat(svg.outerHtml()).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void numbersOfThePageAreThoseOfTheJson() {
    JsonNode run = json.get("runs").get(0);
    List<Double> told = values("#run0-scores tbody tr");
    List<Double> known = new ArrayList<>();
    for (JsonNode measure : run.get("truth").get("measures")) {
      known.add(measure.get("value").asDouble());
      known.add(measure.get("chance").asDouble());
    }
    assertThat(told).isEqualTo(known).hasSize(16);
    JsonNode losses = run.get("summary").get("losses");
    assertThat(values("#run0-loss-table tbody tr"))
        .containsExactly(
            losses.get("prequential").asDouble(),
            losses.get("last_third_prequential").asDouble(),
            losses.get("mean_predictor").asDouble(),
            losses.get("last_third_mean_predictor").asDouble(),
            losses.get("untrained").asDouble(),
            losses.get("last_third_untrained").asDouble());
    List<Double> components = new ArrayList<>();
    for (JsonNode c : run.get("latents").get("components")) {
      for (String key : List.of("windows", "mean", "deviation", "uncertainty")) {
        components.add(c.get(key).asDouble());
      }
    }
    assertThat(values("#run0-components tbody tr")).isEqualTo(components).hasSize(16);
  }

  private static List<Double> values(String rows) {
    return page.select(rows + " data").eachAttr("value").stream().map(Double::valueOf).toList();
  }

  @Test
  void theJsonKeepsItsKeys() {
    assertThat(json.get("schema").asText()).isEqualTo("headwater-report/1");
    assertThat(keys(json)).containsExactly("schema", "runs", "comparison");
    JsonNode run = json.get("runs").get(0);
    assertThat(keys(run))
        .containsExactly(
            "name", "summary", "made", "data", "losses", "latents", "graph", "report", "truth");
    assertThat(keys(run.get("data")))
        .containsExactly(
            "subjects",
            "windows",
            "window_seconds",
            "hours",
            "from",
            "to",
            "modalities",
            "people",
            "people_left_out");
    assertThat(keys(run.get("losses"))).containsExactly("rows", "points");
    assertThat(keys(run.get("losses").get("points").get(3)))
        .containsExactly(
            "window", "mean", "least", "greatest", "mean_predictor", "untrained", "cross");
    assertThat(keys(run.get("graph")))
        .containsExactly("nodes", "edges", "snapshots", "snapshots_in_all");
    assertThat(keys(run.get("report"))).containsExactly("readings", "findings", "assumptions");
    assertThat(keys(run.get("truth")))
        .containsExactly(
            "rows", "of_what", "not_scored", "measures", "components", "edges", "reason");
    assertThat(run.get("truth").get("rows").asInt()).isEqualTo(60);
    assertThat(run.get("data").get("windows").asInt()).isEqualTo(600);
    assertThat(run.get("graph").get("snapshots").size()).isGreaterThan(3);
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void theCommandIsThereAndItsSecretIsNot() {
    String made = page.getElementById("run0-made").text();
    assertThat(made)
        .contains("headwater replay -c ", "--final-pass", "refit-steps: 20", "libtorch")
        .doesNotContain("letmein");
    assertThat(json.toString()).doesNotContain("letmein");
  }

  @Test
  void runsStandSideBySide() throws Exception {
    Path twice = folder.resolve("twice.html");
    Ran ran = run("report", folder.resolve("out"), folder.resolve("out"), "-o", twice);
    assertThat(ran.exit()).as(ran.err()).isZero();
    Document both = parsed(twice);
    assertThat(both.select("#comparison-rows thead th").eachText())
        .containsExactly("measure", "out", "out (2)");
    assertThat(both.select("#comparison-rows tbody tr")).isNotEmpty();
    for (Element row : both.select("#comparison-rows tbody tr")) {
      assertThat(row.child(1).text()).as(row.text()).isEqualTo(row.child(2).text());
    }
    assertThat(both.getElementById("run0-truth").text()).contains("not known");
    assertThat(both.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
  }

  @Test
  void namesFromTheDataAreNoMarkup() throws Exception {
    Stream<LatentRecord> windows =
        IntStream.range(0, 20)
            .mapToObj(
                w ->
                    RunFolder.window(
                        HOSTILE,
                        w,
                        .5,
                        List.of(
                            RunFolder.estimate(HOSTILE, w != 7, 1),
                            RunFolder.estimate("b", true, 1))));
    CausalEdge edge = new CausalEdge(HOSTILE + ".z0", "b.z0", 1, .9, 1, Double.NaN, true);
    GraphRecord graph =
        new GraphRecord(
            1,
            600_000_000,
            1,
            20,
            new CausalGraph(
                List.of(LatentNode.of(HOSTILE, 0), LatentNode.of("b", 0)), List.of(edge)),
            new IdentifiabilityReport(
                List.of(
                    new ConditionFinding(
                        HOSTILE, HOSTILE, 1, 1, 1, FindingStatus.REFUTED, HOSTILE)),
                List.of(HOSTILE)),
            HOSTILE);
    Path run =
        RunFolder.write(
            folder.resolve("hostile"), windows, List.of(graph), Map.of("version", HOSTILE));
    Path out = folder.resolve("hostile.html");
    Ran ran = run("report", run, "-o", out);
    assertThat(ran.exit()).as(ran.err()).isZero();
    String html = Files.readString(out);
    Document hostile = Jsoup.parse(html);
    assertThat(hostile.select("script, img, [onerror]")).isEmpty();
    assertThat(html).doesNotContain("<script", "<img");
    assertThat(hostile.getElementById("run0-people").text()).contains("<script>alert(1)</script>");
    assertThat(hostile.getElementById("run0-made").text()).contains("not known");
    assertThat(hostile.select("svg title").eachText())
        .anyMatch(title -> title.contains("<script>alert(1)</script>"));
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsRead() {
    Ran name = run("report", folder.resolve("out"), "-o", folder.resolve("page.txt"));
    assertThat(name.exit()).isEqualTo(ExitCode.USAGE.code());
    assertThat(name.err()).contains(".html");
    Ran nothing = run("report", folder.resolve("nowhere"), "-o", folder.resolve("page.html"));
    assertThat(nothing.exit()).isEqualTo(ExitCode.INPUT_REFUSED.code());
    assertThat(nothing.err()).contains("nowhere", "finished");
    Path out = folder.resolve("out");
    Ran untrue = run("report", out, "--truth", out, "-o", folder.resolve("page.html"));
    assertThat(untrue.exit()).isEqualTo(ExitCode.INPUT_REFUSED.code());
    assertThat(untrue.err()).contains("truth");
    Ran lonely = run("replay", "-c", "x.yaml", "-i", out, "-o", out, "--truth", out);
    assertThat(lonely.exit()).isEqualTo(ExitCode.USAGE.code());
    assertThat(lonely.err()).contains("--report");
  }
}
