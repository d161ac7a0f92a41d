package io.headwater.wire.files;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.LatentNode;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.ModelRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON documents that scripts read: {@code graph.json} and {@code model.json}. */
public final class JsonForms {
  private JsonForms() {}

  /**
   * {@code nodes: [{id, modality, component, shared_with}], edges: [{source, target, probability,
   * selected, …}]}, then the report. Numbers that were not measured are null.
   */
  public static Map<String, Object> graph(GraphRecord record) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model_version", record.modelVersion());
    json.put("as_of", LatentsCsv.time(record.asOfMicros()));
    json.put("windows", record.windows());
    json.put("nodes", record.graph().nodes().stream().map(JsonForms::node).toList());
    json.put("edges", record.graph().edges().stream().map(JsonForms::edge).toList());
    json.put("sparsity", record.graph().sparsity());
    json.put("reading", reading(record));
    json.put("findings", record.report().findings().stream().map(JsonForms::finding).toList());
    json.put("assumptions", List.copyOf(record.report().assumptions()));
    return json;
  }

  /** What may be read off each block that has latents, by name; those of the graph first. */
  private static Map<String, String> reading(GraphRecord record) {
    Map<String, String> json = new LinkedHashMap<>();
    for (LatentNode node : record.graph().nodes()) {
      json.put(node.modality(), record.report().verdict(node.modality()).name());
    }
    for (ConditionFinding finding : record.report().findings()) {
      if (finding.condition().equals(IdentifiabilityReport.SUMMARY)) {
        String block = finding.scope();
        json.putIfAbsent(block, record.report().verdict(block).name());
      }
    }
    return json;
  }

  private static Map<String, Object> node(LatentNode node) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", node.id());
    json.put("modality", node.modality());
    json.put("component", node.component());
    json.put("shared_with", node.sharedWith());
    return json;
  }

  private static Map<String, Object> edge(CausalEdge edge) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", edge.source());
    json.put("target", edge.target());
    json.put("probability", number(edge.probability()));
    json.put("selected", edge.selected());
    json.put("score", number(edge.score()));
    json.put("stability", number(edge.stability()));
    json.put("direction_support", number(edge.directionSupport()));
    return json;
  }

  private static Map<String, Object> finding(ConditionFinding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("condition", finding.condition());
    json.put("scope", finding.scope());
    json.put("status", finding.status().name());
    json.put("statistic", number(finding.statistic()));
    json.put("threshold", number(finding.threshold()));
    json.put("effective_samples", number(finding.effectiveSamples()));
    json.put("consequence", finding.consequence());
    return json;
  }

  /** Where the last model lies and how to check it. */
  public static Map<String, Object> model(ModelRecord record) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", record.version());
    json.put("uri", record.uri());
    json.put("sha256", record.sha256());
    json.put("bytes", record.bytes());
    json.put("config_fingerprint", record.configFingerprint());
    json.put("parent_version", record.parentVersion());
    json.put("metrics", record.metrics());
    return json;
  }

  /** As JSON has it: null for what is not finite, which it cannot write. */
  public static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
