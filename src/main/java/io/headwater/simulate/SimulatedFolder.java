package io.headwater.simulate;

import io.headwater.sensor.SensorChunk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Made-up rows as a folder: {@code scenario.yaml}, with which {@code headwater replay} reads them,
 * and the truth, which no learner reads: {@code truth/latents.csv}, {@code truth/graph.json} and
 * all settings. The data go to a sink of their own.
 */
public record SimulatedFolder(SimulatedRows rows) {
  public static final String CONFIGURATION = "scenario.yaml";

  public void writeConfiguration(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(CONFIGURATION), rows.configuration(rows.kind()), StandardCharsets.UTF_8);
  }

  /**
   * Sends all rows to a sink and their truth to {@code truth}.
   *
   * @param progress is told after each row how many there were
   */
  public void write(Path folder, ChunkSink data, LongConsumer progress) throws IOException {
    TruthFiles.writeGraph(folder, rows.truth());
    TruthFiles.json(folder, rows.settingsFile(), rows.settings());
    try (TruthLatents truth = TruthLatents.open(folder, rows.truth(), rows.window())) {
      for (int i = 0; i < rows.rows(); i++) {
        SimulatedRow row = rows.row(i);
        for (SensorChunk chunk : row.chunks()) {
          data.accept(chunk);
        }
        truth.add(row.subject(), row.startMicros(), row.latents());
        progress.accept(i + 1L);
      }
    }
  }
}
