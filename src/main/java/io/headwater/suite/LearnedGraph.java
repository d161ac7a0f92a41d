package io.headwater.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code graph.json} as a replay wrote it: the selected edges, and what the report says of each
 * modality.
 *
 * @param edges selected edges, between ids such as {@code wrist.z0}
 * @param verdict what the findings come to
 */
record LearnedGraph(List<Edge> edges, ReportVerdict verdict) {
  /** A selected edge by the ids of its ends. */
  record Edge(String source, String target) {}

  static LearnedGraph read(Path file, List<String> modalities) throws IOException {
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    List<Edge> edges = new ArrayList<>();
    for (JsonNode edge : json.path("edges")) {
      if (edge.path("selected").asBoolean()) {
        edges.add(new Edge(edge.path("source").asText(), edge.path("target").asText()));
      }
    }
    return new LearnedGraph(List.copyOf(edges), verdict(json.path("findings"), modalities));
  }

  private static ReportVerdict verdict(JsonNode findings, List<String> modalities) {
    int component = 0;
    int none = 0;
    for (String modality : modalities) {
      if (speaks(findings, modality, "REFUTED", "none")) {
        none++;
      } else if (speaks(findings, modality, "SUPPORTED", "component")
          && !speaks(findings, modality, "REFUTED", "")) {
        component++;
      }
    }
    return new ReportVerdict(component, modalities.size() - component - none, none);
  }

  /** Whether a finding on the modality or on all has the status, and such a consequence. */
  private static boolean speaks(
      JsonNode findings, String modality, String status, String consequence) {
    for (JsonNode finding : findings) {
      String scope = finding.path("scope").asText();
      if ((scope.equals(modality) || scope.equals("all"))
          && finding.path("status").asText().equals(status)
          && finding.path("consequence").asText().startsWith(consequence)) {
        return true;
      }
    }
    return false;
  }
}
