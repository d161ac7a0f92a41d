package io.headwater.simulate.scenario;

import io.headwater.sensor.SensorChunk;
import io.headwater.simulate.ChunkSink;
import io.headwater.simulate.SimulatedFolder;
import io.headwater.simulate.TruthFiles;
import io.headwater.simulate.TruthLatents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * A scenario as a folder: {@code scenario.yaml}, with which {@code headwater replay} reads it, and
 * the truth, which no learner reads: {@code truth/latents.csv}, {@code truth/graph.json} and {@code
 * truth/scenario.json} (all settings, causal order, who sees shared latents). The data go to a sink
 * of their own.
 */
public final class ScenarioFiles {
  public static final String CONFIGURATION = SimulatedFolder.CONFIGURATION;

  private ScenarioFiles() {}

  /**
   * @param name of the scenario, which the job is called after
   */
  public static void writeConfiguration(Path folder, Scenario scenario, String name)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(CONFIGURATION),
        ScenarioConfiguration.text(scenario, name),
        StandardCharsets.UTF_8);
  }

  /**
   * Sends all rows to a sink and their truth to {@code truth}.
   *
   * @param progress is told after each row how many there were
   */
  public static void write(Path folder, Scenario scenario, ChunkSink data, LongConsumer progress)
      throws IOException {
    TruthFiles.writeGraph(folder, scenario.graph());
    TruthFiles.json(folder, "scenario.json", settings(scenario));
    ScenarioChunks chunks = new ScenarioChunks(scenario);
    try (TruthLatents truth = TruthLatents.open(folder, scenario.graph(), Scenario.WINDOW)) {
      for (int i = 0; i < scenario.settings().sampling().samples(); i++) {
        ScenarioRow row = scenario.row(i);
        for (SensorChunk chunk : chunks.of(row)) {
          data.accept(chunk);
        }
        truth.add(row.subject(), row.startMicros(), row.latents());
        progress.accept(i + 1L);
      }
    }
  }

  private static Map<String, Object> settings(Scenario scenario) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("settings", scenario.settings());
    json.put("causalOrder", scenario.causalOrder());
    json.put("sharedBy", scenario.sharedBy());
    return json;
  }
}
