package io.headwater.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModalityConfig;
import io.headwater.graph.CausalEdge;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.ModelRecord;
import io.headwater.sensor.ModalityKind;
import io.headwater.wire.files.JsonForms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON documents that the page fetches. Times are milliseconds since the epoch. */
final class PageJson {
  /** Points of one curve; a screen has hardly more columns. */
  static final int MOST_POINTS = 600;

  private static final double MICROS_PER_MILLI = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private PageJson() {}

  static byte[] bytes(Object document) {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps, lists, texts and numbers can be written.", e);
    }
  }

  /** The job's name and its modalities. */
  static Map<String, Object> overview(HeadwaterConfig config) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("job", config.name());
    List<Object> modalities = new ArrayList<>();
    for (ModalityConfig modality : config.modalities()) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("name", modality.name());
      m.put("kind", modality.kind().name());
      m.put("channels", modality.kind() == ModalityKind.IMAGE ? List.of() : modality.channels());
      modalities.add(m);
    }
    json.put("modalities", modalities);
    json.put("shared", config.shared().stream().map(s -> s.name()).toList());
    return json;
  }

  /** A line for each snapshot held, and what the detector says at the newest. */
  static Map<String, Object> snapshots(List<SnapshotHistory.Summary> summaries) {
    List<Object> lines = new ArrayList<>();
    for (SnapshotHistory.Summary s : summaries) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("id", s.id());
      line.put("time", millis(s.asOfMicros()));
      line.put("edges", s.edges());
      line.put("drift", s.newDrift() ? s.drift() : null);
      lines.add(line);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("snapshots", lines);
    json.put(
        "drift", summaries.isEmpty() ? null : drift(summaries.get(summaries.size() - 1).drift()));
    return json;
  }

  /** {@link JsonForms#graph}, with its place in the history and what changed. */
  static Map<String, Object> graph(SnapshotHistory.Step step) {
    GraphRecord graph = step.graph();
    Map<String, Object> json = new LinkedHashMap<>(JsonForms.graph(graph));
    json.put("id", step.summary().id());
    json.put("time", millis(graph.asOfMicros()));
    json.put("steps", graph.steps());
    json.put("drift", drift(graph.driftState()));
    step.before()
        .ifPresent(
            before ->
                json.put("change", change(GraphChange.between(before.graph(), graph.graph()))));
    return json;
  }

  private static String drift(String state) {
    return state.equals(GraphRecord.NO_DRIFT) ? null : state;
  }

  private static Map<String, Object> change(GraphChange change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("appeared", change.appeared().stream().map(PageJson::ends).toList());
    json.put("vanished", change.vanished().stream().map(PageJson::ends).toList());
    json.put(
        "moved",
        change.moved().stream()
            .map(
                m -> {
                  Map<String, Object> moved = ends(m.edge());
                  moved.put("before", JsonForms.number(m.before()));
                  return moved;
                })
            .toList());
    return json;
  }

  private static Map<String, Object> ends(CausalEdge edge) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", edge.source());
    json.put("target", edge.target());
    json.put("probability", JsonForms.number(edge.probability()));
    json.put("direction_support", JsonForms.number(edge.directionSupport()));
    return json;
  }

  /** Columns, as charts want them. Shares are of windows that had data, 0 to 1. */
  static Map<String, Object> losses(List<LossHistory.Point> points, HeadwaterConfig config) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("time", points.stream().map(p -> millis(p.endMicros())).toList());
    json.put("loss", points.stream().map(p -> JsonForms.number(p.loss())).toList());
    json.put("mean", points.stream().map(p -> JsonForms.number(p.meanPredictorLoss())).toList());
    json.put("cross", points.stream().map(p -> JsonForms.number(p.crossLoss())).toList());
    json.put("windows", points.stream().map(LossHistory.Point::windows).toList());
    Map<String, List<Double>> present = new LinkedHashMap<>();
    // Blocks that modalities share stand beside them in estimates, and are no modalities.
    config.modalities().stream()
        .map(ModalityConfig::name)
        .filter(name -> points.stream().anyMatch(p -> p.present().containsKey(name)))
        .forEach(
            name ->
                present.put(
                    name,
                    points.stream()
                        .map(p -> p.present().getOrDefault(name, 0) / (double) p.windows())
                        .toList()));
    json.put("present", present);
    return json;
  }

  static List<Object> unused(List<UnusedChunks.Line> lines) {
    List<Object> json = new ArrayList<>();
    for (UnusedChunks.Line line : lines) {
      Map<String, Object> l = new LinkedHashMap<>();
      l.put("modality", line.modality());
      l.put("late", line.late());
      l.put("rejected", line.rejected());
      l.put("reason", line.reason());
      json.add(l);
    }
    return json;
  }

  static List<Object> models(List<ModelRecord> models) {
    List<Object> json = new ArrayList<>();
    for (ModelRecord model : models) {
      Map<String, Object> m = new LinkedHashMap<>(JsonForms.model(model));
      m.remove("uri"); // Paths of the cluster are nobody's business who only looks.
      m.put("time", millis(model.asOfMicros()));
      Map<String, Object> metrics = new LinkedHashMap<>();
      model.metrics().forEach((name, value) -> metrics.put(name, JsonForms.number(value)));
      m.put("metrics", metrics);
      json.add(m);
    }
    return json;
  }

  static Double millis(long micros) {
    return micros / MICROS_PER_MILLI;
  }
}
