package io.headwater.dashboard;

import io.headwater.config.MixtureConfig;
import io.headwater.config.ModalityConfig;
import io.headwater.estimator.mixture.MixtureEstimator;
import io.headwater.graph.LatentNode;
import io.headwater.wire.files.JsonForms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page draws of one person. Times are milliseconds since the epoch. */
final class SubjectJson {
  private SubjectJson() {}

  /**
   * Latents of one person, those of the scorer where there are any, and the curves of the sensors.
   */
  static Map<String, Object> of(String subject, LiveView view) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("subject", subject);
    MixtureConfig mixture = view.config().estimator().mixture();
    List<Integer> categories = mixture == null ? List.of() : mixture.categories();
    json.putAll(latents(view.held().latents().windows(subject), categories));
    List<Ring.Timed<LatentHistory.Row>> scores = view.held().scores().windows(subject);
    json.put("scores", scores.isEmpty() ? null : latents(scores, categories));
    List<Object> sensors = new ArrayList<>();
    SensorCurves curves = view.held().curves();
    for (ModalityConfig modality : view.config().modalities()) {
      SensorCurves.Held held = curves.of(subject, modality.name());
      for (int c = 0; c < held.channels().size(); c++) {
        sensors.add(curve(modality.name(), held, c, curves.bucketMicros()));
      }
    }
    json.put("sensors", sensors);
    return json;
  }

  /**
   * @param categories of each node of the block of causes; none where there is no such block
   */
  private static Map<String, Object> latents(
      List<Ring.Timed<LatentHistory.Row>> windows, List<Integer> categories) {
    Map<String, Object> json = new LinkedHashMap<>();
    List<List<Ring.Timed<LatentHistory.Row>>> groups =
        Downsampling.groups(windows, PageJson.MOST_POINTS);
    json.put(
        "time", groups.stream().map(g -> PageJson.millis(g.get(g.size() - 1).time())).toList());
    json.put("windows", windows.size());
    List<Object> blocks = new ArrayList<>();
    int at = 0;
    List<LatentHistory.Block> shape = windows.isEmpty() ? List.of() : windows.get(0).row().shape();
    for (LatentHistory.Block block : shape) {
      Map<String, Object> told = block(block, at, groups);
      boolean causes = block.modality().equals(MixtureEstimator.CAUSES);
      told.put("categories", causes && !categories.isEmpty() ? categories : null);
      blocks.add(told);
      at += 1 + 2 * block.latents();
    }
    json.put("blocks", blocks);
    json.put("version", windows.isEmpty() ? null : windows.get(windows.size() - 1).row().version());
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
      latent.put(
          "mean", groups.stream().map(g -> JsonForms.number(Downsampling.mean(g, mean))).toList());
      latent.put(
          "deviation",
          groups.stream().map(g -> JsonForms.number(Downsampling.mean(g, deviation))).toList());
      latents.add(latent);
    }
    json.put("latents", latents);
    return json;
  }

  private static Map<String, Object> curve(
      String modality, SensorCurves.Held held, int channel, long bucketMicros) {
    List<List<Ring.Timed<float[]>>> groups =
        Downsampling.groups(held.buckets(), PageJson.MOST_POINTS);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("modality", modality);
    json.put("channel", held.channels().get(channel));
    String[] units = held.unit().split(",", -1);
    json.put("unit", units.length == 1 ? units[0] : channel < units.length ? units[channel] : "");
    json.put(
        "time",
        groups.stream().map(g -> PageJson.millis(g.get(0).time() + bucketMicros / 2)).toList());
    json.put(
        "mean",
        groups.stream().map(g -> JsonForms.number(Downsampling.channelMean(g, channel))).toList());
    json.put(
        "least",
        groups.stream().map(g -> JsonForms.number(Downsampling.least(g, channel))).toList());
    json.put(
        "greatest",
        groups.stream().map(g -> JsonForms.number(Downsampling.greatest(g, channel))).toList());
    return json;
  }
}
