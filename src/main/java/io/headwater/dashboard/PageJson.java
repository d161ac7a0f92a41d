package io.headwater.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModalityConfig;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.LatentNode;
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

  static List<Object> snapshots(List<GraphHistory.Summary> summaries) {
    List<Object> json = new ArrayList<>();
    for (GraphHistory.Summary s : summaries) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("id", s.id());
      line.put("time", millis(s.asOfMicros()));
      line.put("edges", s.edges());
      line.put("drift", s.newDrift() ? s.drift() : null);
      json.add(line);
    }
    return json;
  }

  /** {@link JsonForms#graph}, with its place in the history and what changed. */
  static Map<String, Object> graph(GraphHistory.Step step) {
    GraphRecord graph = step.graph();
    Map<String, Object> json = new LinkedHashMap<>(JsonForms.graph(graph));
    json.put("id", step.summary().id());
    json.put("time", millis(graph.asOfMicros()));
    json.put("steps", graph.steps());
    json.put("drift", graph.driftState().equals(GraphRecord.NO_DRIFT) ? null : graph.driftState());
    step.before()
        .ifPresent(
            before ->
                json.put("change", change(GraphChange.between(before.graph(), graph.graph()))));
    return json;
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
                  moved.put("before", number(m.before()));
                  return moved;
                })
            .toList());
    return json;
  }

  private static Map<String, Object> ends(CausalEdge edge) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", edge.source());
    json.put("target", edge.target());
    json.put("probability", number(edge.probability()));
    json.put("direction_support", number(edge.directionSupport()));
    return json;
  }

  /** Columns, as charts want them. */
  static Map<String, Object> losses(List<LossHistory.Point> points) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("time", points.stream().map(p -> millis(p.endMicros())).toList());
    json.put("loss", points.stream().map(p -> number(p.loss())).toList());
    json.put("mean", points.stream().map(p -> number(p.meanPredictorLoss())).toList());
    json.put("cross", points.stream().map(p -> number(p.crossLoss())).toList());
    json.put("windows", points.stream().map(LossHistory.Point::windows).toList());
    Map<String, List<Double>> present = new LinkedHashMap<>();
    points.stream()
        .flatMap(p -> p.present().keySet().stream())
        .distinct()
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

  static List<Object> models(List<ModelRecord> models) {
    List<Object> json = new ArrayList<>();
    for (ModelRecord model : models) {
      Map<String, Object> m = new LinkedHashMap<>(JsonForms.model(model));
      m.remove("uri"); // Paths of the cluster are nobody's business who only looks.
      m.put("time", millis(model.asOfMicros()));
      Map<String, Object> metrics = new LinkedHashMap<>();
      model.metrics().forEach((name, value) -> metrics.put(name, number(value)));
      m.put("metrics", metrics);
      json.add(m);
    }
    return json;
  }

  /** Latents of one person, and under them the curves of the sensors over the same time. */
  static Map<String, Object> subject(String subject, LiveView view) {
    List<Ring.Timed<LatentHistory.Row>> windows = view.latents().windows(subject);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("subject", subject);
    List<List<Ring.Timed<LatentHistory.Row>>> groups = Downsampling.groups(windows, MOST_POINTS);
    json.put("time", groups.stream().map(g -> millis(g.get(g.size() - 1).time())).toList());
    json.put("windows", windows.size());
    List<Object> blocks = new ArrayList<>();
    int at = 0;
    List<LatentHistory.Block> shape = windows.isEmpty() ? List.of() : windows.get(0).row().shape();
    for (LatentHistory.Block block : shape) {
      blocks.add(block(block, at, groups));
      at += 1 + 2 * block.latents();
    }
    json.put("blocks", blocks);
    json.put("version", windows.isEmpty() ? null : windows.get(windows.size() - 1).row().version());
    List<Object> sensors = new ArrayList<>();
    for (ModalityConfig modality : view.config().modalities()) {
      SensorCurves.Held held = view.curves().of(subject, modality.name());
      for (int c = 0; c < held.channels().size(); c++) {
        sensors.add(curve(modality.name(), held, c, view.curves().bucketMicros()));
      }
    }
    json.put("sensors", sensors);
    return json;
  }

  private static Map<String, Object> block(
      LatentHistory.Block block, int at, List<List<Ring.Timed<LatentHistory.Row>>> groups) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("modality", block.modality());
    json.put("present", groups.stream().map(g -> Downsampling.mean(g, at)).toList());
    List<Object> latents = new ArrayList<>();
    for (int k = 0; k < block.latents(); k++) {
      int mean = at + 1 + k;
      int deviation = mean + block.latents();
      Map<String, Object> latent = new LinkedHashMap<>();
      latent.put("id", LatentNode.of(block.modality(), k).id());
      latent.put("mean", groups.stream().map(g -> number(Downsampling.mean(g, mean))).toList());
      latent.put(
          "deviation", groups.stream().map(g -> number(Downsampling.mean(g, deviation))).toList());
      latents.add(latent);
    }
    json.put("latents", latents);
    return json;
  }

  private static Map<String, Object> curve(
      String modality, SensorCurves.Held held, int channel, long bucketMicros) {
    List<List<Ring.Timed<float[]>>> groups = Downsampling.groups(held.buckets(), MOST_POINTS);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("modality", modality);
    json.put("channel", held.channels().get(channel));
    String[] units = held.unit().split(",", -1);
    json.put("unit", units.length == 1 ? units[0] : channel < units.length ? units[channel] : "");
    json.put("time", groups.stream().map(g -> millis(g.get(0).time() + bucketMicros / 2)).toList());
    json.put(
        "mean", groups.stream().map(g -> number(Downsampling.channelMean(g, channel))).toList());
    json.put("least", groups.stream().map(g -> number(Downsampling.least(g, channel))).toList());
    json.put(
        "greatest", groups.stream().map(g -> number(Downsampling.greatest(g, channel))).toList());
    return json;
  }

  private static Double millis(long micros) {
    return micros / MICROS_PER_MILLI;
  }

  private static Double number(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
