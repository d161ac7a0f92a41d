package io.headwater.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.headwater.config.ConfigFingerprint;
import io.headwater.config.HeadwaterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay did; {@code summary.json}.
 *
 * @param name job name
 * @param version release of Headwater
 * @param configFingerprint what shaped the model
 * @param seed seed of all randomness
 * @param windows windows scored
 * @param steps optimiser steps
 * @param selectedEdges edges of the final graph
 * @param reading per modality, what may be read off its latents by the final report; empty without
 *     a graph
 * @param losses prequential losses and their references
 * @param absentSubjects held-out subjects of whom there was no window: names to be looked at
 * @param cross how well the final model predicts modalities from the latents of others; of no
 *     window without a final pass
 * @param chunks counts per modality: read, used, duplicate, late, rejected
 * @param finalPass whether latents are those of the final model
 * @param seconds wall-clock time
 */
public record ReplaySummary(
    String name,
    String version,
    String configFingerprint,
    long seed,
    long windows,
    long steps,
    long selectedEdges,
    Map<String, String> reading,
    LossSummary losses,
    List<String> absentSubjects,
    CrossPrediction cross,
    Map<String, Map<String, Long>> chunks,
    boolean finalPass,
    double seconds) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static ReplaySummary of(
      HeadwaterConfig config,
      LearnProgress end,
      Map<String, String> reading,
      LossSummary losses,
      List<String> absentSubjects,
      CrossPrediction cross,
      boolean finalPass,
      double seconds) {
    return new ReplaySummary(
        config.name(),
        Release.VERSION,
        ConfigFingerprint.of(config),
        config.seed(),
        end.windows(),
        end.steps(),
        end.edges(),
        reading,
        losses,
        absentSubjects,
        cross,
        byModality(end.chunks()),
        finalPass,
        seconds);
  }

  /** {@code wrist.used=3} becomes {@code wrist: {used: 3}}. */
  public static Map<String, Map<String, Long>> byModality(Map<String, Long> chunks) {
    Map<String, Map<String, Long>> table = new TreeMap<>();
    chunks.forEach(
        (key, count) -> {
          int dot = key.lastIndexOf('.');
          table
              .computeIfAbsent(key.substring(0, dot), m -> new TreeMap<>())
              .put(key.substring(dot + 1), count);
        });
    return table;
  }

  /** The part {@code reading} of a {@code graph.json}; empty when no graph was written. */
  public static Map<String, String> reading(Path graph) throws IOException {
    Map<String, String> reading = new LinkedHashMap<>();
    if (Files.exists(graph)) {
      JSON.readTree(graph.toFile())
          .path("reading")
          .properties()
          .forEach(field -> reading.put(field.getKey(), field.getValue().asText()));
    }
    return reading;
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), json());
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("version", version);
    json.put("config_fingerprint", configFingerprint);
    json.put("seed", seed);
    json.put("windows", windows);
    json.put("steps", steps);
    json.put("selected_edges", selectedEdges);
    json.put("reading", reading);
    json.put("losses", lossesJson());
    if (finalPass) {
      json.put("cross_prediction", crossJson());
    }
    if (!absentSubjects.isEmpty()) {
      json.put("absent_held_out_subjects", absentSubjects);
    }
    json.put("chunks", chunks);
    json.put("final_pass", finalPass);
    json.put("seconds", seconds);
    return json;
  }

  private Map<String, Object> lossesJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("windows", losses.windows());
    json.put("prequential", finite(losses.mean()));
    json.put("mean_predictor", finite(losses.meanPredictor()));
    json.put("untrained", finite(losses.untrained()));
    json.put("last_third_prequential", finite(losses.lastThird()));
    json.put("last_third_mean_predictor", finite(losses.lastThirdMeanPredictor()));
    json.put("last_third_untrained", finite(losses.lastThirdUntrained()));
    return json;
  }

  private Map<String, Object> crossJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    putLoss(json, "learned", cross.learned());
    putLoss(json, "held_out", cross.heldOut());
    putLoss(json, "only_scored", cross.onlyScored());
    json.put("learned_by_heart", cross.learnedByHeart());
    return json;
  }

  private static void putLoss(Map<String, Object> json, String name, CrossPrediction.Loss loss) {
    json.put(name, finite(loss.loss()));
    json.put(name + "_windows", loss.windows());
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
