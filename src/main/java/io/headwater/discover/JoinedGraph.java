package io.headwater.discover;

import io.headwater.evaluate.LatentsWithCovariates;
import io.headwater.graph.Cpdag;
import io.headwater.graph.Verdict;
import io.headwater.graph.discovery.BackgroundKnowledge;
import io.headwater.graph.discovery.PcAlgorithm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The graph between latents and covariates, what it rests on, and what may not be read off it.
 *
 * @param joined the rows that were tested
 * @param finding graph and effective sample sizes
 * @param modalities latent → its modality
 * @param reading modality → verdict of the replay's report; a latent of a modality that is not read
 *     by component is one of many bases of its block
 */
public record JoinedGraph(
    LatentsWithCovariates joined,
    LatentsWithCovariates.Finding finding,
    Map<String, String> modalities,
    Map<String, String> reading) {

  /**
   * @param uncaused covariates that nothing causes
   * @param reading modality → verdict, empty when there is no report
   * @param alpha level of the tests
   * @throws IllegalArgumentException when no row is complete or a column is constant in those that
   *     are
   */
  public static JoinedGraph of(
      EstimatedLatents latents,
      CovariateTable covariates,
      List<String> uncaused,
      Map<String, String> reading,
      double alpha) {
    LatentsWithCovariates joined =
        LatentsWithCovariates.of(latents.columns(), covariates.along(latents), latents.subjects());
    BackgroundKnowledge knowledge = BackgroundKnowledge.none(joined.names().size());
    for (String name : uncaused) {
      int to = joined.names().indexOf(name);
      for (int from = 0; from < joined.names().size(); from++) {
        knowledge = from == to ? knowledge : knowledge.forbidding(from, to);
      }
    }
    return new JoinedGraph(
        joined, joined.graph(PcAlgorithm.atLevel(alpha), knowledge), latents.modalities(), reading);
  }

  /** The graph for a person to read, with what limits it. */
  public List<String> lines() {
    Cpdag graph = finding.graph();
    List<String> lines = new ArrayList<>();
    if (graph.edges() == 0) {
      lines.add("No dependence was found at this level.");
    } else {
      lines.addAll(graph.toString().lines().toList());
    }
    double[] rows = effectiveRows();
    lines.add("");
    lines.add(
        "%d complete windows, %d left out for a missing value; a test counts %.0f to %.0f independent rows."
            .formatted(
                joined.columns()[0].length, joined.dropped(), rows[0], rows[rows.length - 1]));
    for (String modality : modalities.values().stream().distinct().toList()) {
      if (!byComponent(modality)) {
        lines.add(
            "%s: the report lets no single component be read (%s). Its latents are one basis of their block among many: read an edge with one of them as one with the block."
                .formatted(modality, reading.getOrDefault(modality, "no report")));
      }
    }
    lines.add(
        "Supposed: joint normality (Fisher's z), no hidden common cause of what is shown, one graph for all subjects.");
    return lines;
  }

  private boolean byComponent(String modality) {
    return Verdict.COMPONENT.name().equals(reading.get(modality));
  }

  /** Of all pairs, ascending. */
  private double[] effectiveRows() {
    int n = joined.names().size();
    return IntStream.range(0, n)
        .boxed()
        .flatMap(i -> IntStream.range(i + 1, n).mapToObj(j -> finding.effectiveRows()[i][j]))
        .mapToDouble(Double::doubleValue)
        .sorted()
        .toArray();
  }

  /** The same for scripts: nodes, then edges with {@code directed} true or false. */
  public Map<String, Object> json() {
    List<Map<String, Object>> nodes = new ArrayList<>();
    for (String name : joined.names()) {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("id", name);
      String modality = modalities.get(name);
      node.put("kind", modality == null ? "covariate" : "latent");
      node.put("reading", modality == null ? null : reading.get(modality));
      nodes.add(node);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("windows", joined.columns()[0].length);
    json.put("left_out", joined.dropped());
    json.put("nodes", nodes);
    json.put("edges", edges());
    return json;
  }

  private List<Map<String, Object>> edges() {
    Cpdag graph = finding.graph();
    List<Map<String, Object>> edges = new ArrayList<>();
    int n = joined.names().size();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (graph.directed(i, j) || (i < j && graph.undirected(i, j))) {
          Map<String, Object> edge = new LinkedHashMap<>();
          edge.put("source", joined.names().get(i));
          edge.put("target", joined.names().get(j));
          edge.put("directed", graph.directed(i, j));
          edge.put("effective_rows", finding.effectiveRows()[i][j]);
          edges.add(edge);
        }
      }
    }
    return edges;
  }
}
