package io.headwater.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.estimator.partial.PartialEstimator;
import io.headwater.graph.LatentNode;
import io.headwater.graph.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code graph.json} as a replay wrote it: the latents, the selected edges, and what the report
 * says of each modality.
 *
 * @param latents modality → number of its latents, in declared order
 * @param edges selected edges, between ids such as {@code wrist.z0}
 * @param verdicts what the report lets a reader read off each of them
 * @param nodes the latents, with what they are shared with
 * @param doubtfulPairs pairs of components that may be shared or strongly coupled
 */
record LearnedGraph(
    Map<String, Integer> latents,
    List<Edge> edges,
    List<Verdict> verdicts,
    List<LatentNode> nodes,
    int doubtfulPairs) {
  /** A selected edge by the ids of its ends. */
  record Edge(String source, String target) {}

  /**
   * @throws IOException when the file cannot be read, or says nothing of a modality
   */
  static LearnedGraph read(Path file, List<String> modalities) throws IOException {
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    Map<String, Integer> latents = new LinkedHashMap<>();
    modalities.forEach(m -> latents.put(m, 0));
    List<LatentNode> nodes = new ArrayList<>();
    for (JsonNode node : json.path("nodes")) {
      latents.merge(node.path("modality").asText(), 1, Integer::sum);
      nodes.add(node(node));
    }
    int doubtful = 0;
    for (JsonNode finding : json.path("findings")) {
      doubtful += finding.path("condition").asText().equals(PartialEstimator.DOUBTFUL_PAIR) ? 1 : 0;
    }
    List<Edge> edges = new ArrayList<>();
    for (JsonNode edge : json.path("edges")) {
      if (edge.path("selected").asBoolean()) {
        edges.add(new Edge(edge.path("source").asText(), edge.path("target").asText()));
      }
    }
    return new LearnedGraph(
        Collections.unmodifiableMap(latents),
        List.copyOf(edges),
        verdicts(json.path("reading"), modalities),
        List.copyOf(nodes),
        doubtful);
  }

  private static LatentNode node(JsonNode json) {
    List<String> partners = new ArrayList<>();
    json.path("shared_with").forEach(partner -> partners.add(partner.asText()));
    return new LatentNode(
        json.path("id").asText(),
        json.path("modality").asText(),
        json.path("component").asInt(),
        partners);
  }

  /** Selected edges between the latents of one block: [source][target]. */
  boolean[][] links(String block) {
    List<String> ids =
        nodes.stream().filter(n -> n.modality().equals(block)).map(LatentNode::id).toList();
    boolean[][] links = new boolean[ids.size()][ids.size()];
    for (Edge edge : edges) {
      if (ids.contains(edge.source()) && ids.contains(edge.target())) {
        links[ids.indexOf(edge.source())][ids.indexOf(edge.target())] = true;
      }
    }
    return links;
  }

  /** How often each is said. */
  ReportVerdict verdict() {
    return new ReportVerdict(
        Collections.frequency(verdicts, Verdict.COMPONENT),
        Collections.frequency(verdicts, Verdict.BLOCK_ONLY),
        Collections.frequency(verdicts, Verdict.NONE),
        Collections.frequency(verdicts, Verdict.UNDECIDED));
  }

  private static List<Verdict> verdicts(JsonNode reading, List<String> modalities)
      throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    for (String modality : modalities) {
      String word = reading.path(modality).asText();
      try {
        verdicts.add(Verdict.valueOf(word));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "The graph says '%s' of modality '%s'; it should say one of %s."
                .formatted(word, modality, List.of(Verdict.values())),
            e);
      }
    }
    return verdicts;
  }
}
