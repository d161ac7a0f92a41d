package io.headwater.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.graph.CausalGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A ward's truth as files beside the data: {@code truth/graph.json} (nodes {@code {id, modality,
 * component}}, edges {@code {source, target}}), {@code truth/latents.csv} (one row per subject and
 * 30-s step, header {@code subject,window_start,window_end,<modality>.z0…}) and {@code
 * truth/faults.json} (counts per modality).
 */
public final class TruthFiles {
  public static final String FOLDER = "truth";

  private static final ObjectMapper JSON = new ObjectMapper();

  private TruthFiles() {}

  /**
   * @param folder folder of the data; {@code truth} is made inside it
   */
  public static void write(Path folder, WardTruth truth) throws IOException {
    writeGraph(folder, truth.graph());
    Map<String, FaultCounts> faults = new LinkedHashMap<>();
    truth.modalities().forEach(modality -> faults.put(modality, truth.faults(modality)));
    json(folder, "faults.json", faults);
    latents(folder, truth);
  }

  /** Writes {@code truth/graph.json} alone. */
  public static void writeGraph(Path folder, CausalGraph graph) throws IOException {
    json(folder, "graph.json", graph(graph));
  }

  /** Writes any value as {@code truth/<name>}. */
  public static void json(Path folder, String name, Object value) throws IOException {
    Path inside = Files.createDirectories(folder.resolve(FOLDER));
    JSON.writerWithDefaultPrettyPrinter().writeValue(inside.resolve(name).toFile(), value);
  }

  private static Map<String, Object> graph(CausalGraph graph) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("nodes", graph.nodes());
    json.put(
        "edges",
        graph.selectedEdges().stream()
            .map(
                edge -> {
                  Map<String, String> ends = new LinkedHashMap<>();
                  ends.put("source", edge.source());
                  ends.put("target", edge.target());
                  return ends;
                })
            .toList());
    return json;
  }

  private static void latents(Path folder, WardTruth truth) throws IOException {
    WardSettings settings = truth.settings();
    try (TruthLatents rows = TruthLatents.open(folder, truth.graph(), WardSettings.STEP)) {
      for (long step = 0; step < settings.steps(); step++) {
        long start = settings.startMicros() + step * WardSettings.STEP_MICROS;
        for (String subject : truth.subjects()) {
          rows.add(subject, start, truth.latents(subject, start));
        }
      }
    }
  }
}
