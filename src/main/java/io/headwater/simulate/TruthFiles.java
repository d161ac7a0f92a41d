package io.headwater.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVPrinter;

/**
 * The truth as files beside the data: {@code truth/graph.json} (nodes {@code {id, modality,
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
    Path inside = Files.createDirectories(folder.resolve(FOLDER));
    json(inside.resolve("graph.json"), graph(truth.graph()));
    Map<String, FaultCounts> faults = new LinkedHashMap<>();
    truth.modalities().forEach(modality -> faults.put(modality, truth.faults(modality)));
    json(inside.resolve("faults.json"), faults);
    latents(inside.resolve("latents.csv"), truth);
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

  private static void json(Path file, Object value) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), value);
  }

  private static void latents(Path file, WardTruth truth) throws IOException {
    WardSettings settings = truth.settings();
    try (CSVPrinter csv = CsvText.open(file)) {
      List<Object> row = new ArrayList<>(List.of("subject", "window_start", "window_end"));
      truth.graph().nodes().stream().map(LatentNode::id).forEach(row::add);
      csv.printRecord(row);
      for (long step = 0; step < settings.steps(); step++) {
        long start = settings.startMicros() + step * WardSettings.STEP_MICROS;
        for (String subject : truth.subjects()) {
          row.clear();
          row.add(subject);
          row.add(CsvText.time(start));
          row.add(CsvText.time(start + WardSettings.STEP_MICROS));
          for (double latent : truth.latents(subject, start)) {
            row.add(latent);
          }
          csv.printRecord(row);
        }
      }
    }
  }
}
