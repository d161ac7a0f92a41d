package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Grafana board and the alert rules against the documented metrics. */
class MetricsBoardTest {
  private static final Path GRAFANA = Path.of("docker/grafana");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** What may stand in an expression and is no metric: strings, label lists, ranges. */
  private static final List<String> NO_METRICS =
      List.of(
          "\"[^\"]*\"",
          "\\{[^}]*}",
          "\\[[^\\]]*]",
          "\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)",
          "\\boffset\\s+\\w+");

  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "unless", "bool", "group_left", "group_right");

  /** A word that is not called as a function. */
  private static final Pattern WORD =
      Pattern.compile("(?<![\\w.])([a-zA-Z_:][\\w:]*)\\b(?!\\s*\\()");

  private static Set<String> metricsIn(String expression) {
    String rest = expression;
    for (String noMetric : NO_METRICS) {
      rest = rest.replaceAll(noMetric, " ");
    }
    Set<String> names = new TreeSet<>();
    Matcher words = WORD.matcher(rest);
    while (words.find()) {
      if (!KEYWORDS.contains(words.group(1))) {
        names.add(words.group(1));
      }
    }
    return names;
  }

  @Test
  void namesOfMetricsAreFoundInExpressions() {
    assertThat(
            metricsIn(
                "sum by (modality) (rate(a_late{job=~\"$j\"}[15m])) / ignoring (x) group_left (y) sum(b:c) > 0.05 and on (z) min_over_time(d[1h] offset 6h) > 1e3 or absent(e)"))
        .containsExactly("a_late", "b:c", "d", "e");
  }

  private static JsonNode board() throws IOException {
    return JSON.readTree(GRAFANA.resolve("dashboards/headwater.json").toFile());
  }

  private static List<String> boardExpressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    for (JsonNode panel : board().get("panels")) {
      for (JsonNode target : panel.path("targets")) {
        expressions.add(target.get("expr").asText());
      }
    }
    return expressions;
  }

  private static JsonNode rules() throws IOException {
    return YAML.readTree(Path.of("docker/prometheus/alerts.yaml").toFile()).at("/groups/0/rules");
  }

  @Test
  void theBoardNamesOnlyDocumentedMetricsAndShowsEachOfOurs() throws Exception {
    Set<String> used = new TreeSet<>();
    for (String expression : boardExpressions()) {
      assertThat(metricsIn(expression)).as(expression).isNotEmpty();
      used.addAll(metricsIn(expression));
    }
    assertThat(MetricsGuide.names()).containsAll(used);
    assertThat(used).containsAll(MetricsGuide.own().stream().map(MetricsGuide.Own::name).toList());
  }

  @Test
  void theChoiceOfJobsComesFromADocumentedMetric() throws Exception {
    String query = board().at("/templating/list/0/query/query").asText();
    Matcher parts = Pattern.compile("label_values\\((\\w+), job_name\\)").matcher(query);
    assertThat(parts.matches()).as(query).isTrue();
    assertThat(MetricsGuide.names()).contains(parts.group(1));
  }

  @Test
  void theBoardFindsItsDatasourceWhereItIsProvisioned() throws Exception {
    JsonNode source =
        YAML.readTree(GRAFANA.resolve("provisioning/datasources/prometheus.yaml").toFile())
            .at("/datasources/0");
    assertThat(source.get("type").asText()).isEqualTo("prometheus");
    for (JsonNode panel : board().get("panels")) {
      if (panel.has("targets")) {
        assertThat(panel.at("/datasource/uid")).isEqualTo(source.get("uid"));
      }
    }
    assertThat(board().at("/templating/list/0/datasource/uid")).isEqualTo(source.get("uid"));
  }

  @Test
  void everyAlertNamesOnlyDocumentedMetricsAndSaysWhatToDo() throws Exception {
    List<String> alerts = new ArrayList<>();
    for (JsonNode rule : rules()) {
      String name = rule.get("alert").asText();
      alerts.add(name);
      Set<String> used = metricsIn(rule.get("expr").asText());
      assertThat(used).as(name).isNotEmpty();
      assertThat(MetricsGuide.names()).as(name).containsAll(used);
      assertThat(rule.at("/labels/severity").asText()).isIn("info", "warning", "critical");
      assertThat(rule.at("/annotations/summary").asText()).as(name).endsWith(".");
      assertThat(rule.at("/annotations/action").asText()).as(name).endsWith(".");
      assertThat(rule.at("/annotations/documentation").asText())
          .isEqualTo(MetricsGuide.anchor(name));
    }
    assertThat(alerts).doesNotHaveDuplicates().isEqualTo(MetricsGuide.alerts());
  }
}
