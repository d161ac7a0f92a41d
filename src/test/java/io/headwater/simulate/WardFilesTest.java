package io.headwater.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ward as files. */
class WardFilesTest {
  private static final WardSettings SHORT =
      WardSettings.defaults()
          .withSleepers(2)
          .withNight(Duration.ofMinutes(2))
          .withFaults(Faults.none());

  @TempDir Path folder;

  @Test
  void csvRowsCarryTheSamplesOfTheChunksInOrderOfArrival() throws IOException {
    Ward ward = new Ward(SHORT);
    List<String> expected = new ArrayList<>(List.of("subject,time,spo2,heart-rate,perfusion"));
    try (CsvChunkSink sink = new CsvChunkSink(folder, Ward.modalities())) {
      for (var events = ward.events(); events.hasNext(); ) {
        SensorChunk chunk = ((WardEvent.ChunkEvent) events.next()).chunk();
        sink.accept(chunk);
        for (int i = 0; chunk.modality().equals("oximeter") && i < chunk.samples(); i++) {
          expected.add(
              "%s,%s,%s,%s,%s"
                  .formatted(
                      chunk.subject(),
                      CsvText.time(chunk.timeMicros(i)),
                      chunk.values()[3 * i],
                      chunk.values()[3 * i + 1],
                      chunk.values()[3 * i + 2]));
        }
      }
    }
    List<String> lines = Files.readAllLines(folder.resolve("oximeter.csv"));
    assertThat(lines).isEqualTo(expected).hasSize(1 + 2 * 120);
    assertThat(lines.get(1)).startsWith("sleeper-01,2026-01-01T22:00:00Z,");
    assertThat(folder.resolve("wristband.csv")).exists();
    assertThat(folder.resolve("sleep-monitor.csv")).exists();
  }

  @Test
  void missingSamplesAreEmptyCells() throws IOException {
    Modality oximeter = Ward.modalities().get(2);
    try (CsvChunkSink sink = new CsvChunkSink(folder, List.of(oximeter))) {
      sink.accept(
          new SensorChunk(
              "s",
              "oximeter",
              "",
              0,
              1e6,
              new long[0],
              oximeter.channels(),
              new float[] {Float.NaN, 61.5f, 5},
              "",
              0));
    }
    assertThat(Files.readAllLines(folder.resolve("oximeter.csv")))
        .containsExactly(
            "subject,time,spo2,heart-rate,perfusion", "s,1970-01-01T00:00:00Z,,61.5,5.0");
  }

  @Test
  void truthFilesHoldGraphLatentsAndCounts() throws IOException {
    WardTruth truth = new Ward(SHORT).truth();
    TruthFiles.write(folder, truth);
    JsonNode graph = new ObjectMapper().readTree(folder.resolve("truth/graph.json").toFile());
    assertThat(graph.at("/nodes/5/id").asText()).isEqualTo("oximeter.z1");
    assertThat(graph.at("/edges")).hasSize(6);
    assertThat(graph.at("/edges/0/source").asText())
        .isEqualTo(truth.graph().edges().get(0).source());
    List<String> latents = Files.readAllLines(folder.resolve("truth/latents.csv"));
    assertThat(latents).hasSize(1 + 2 * 4);
    assertThat(latents.get(0))
        .startsWith(
            "subject,window_start,window_end,sleep-monitor.z0,sleep-monitor.z1,wristband.z0");
    String[] second = latents.get(2).split(",");
    assertThat(second).startsWith("sleeper-02", "2026-01-01T22:00:00Z", "2026-01-01T22:00:30Z");
    assertThat(Double.parseDouble(second[3]))
        .isEqualTo(truth.latents("sleeper-02", SHORT.startMicros())[0]);
    JsonNode faults = new ObjectMapper().readTree(folder.resolve("truth/faults.json").toFile());
    assertThat(faults.at("/oximeter/chunks").asInt()).isEqualTo(24);
  }

  @Test
  void theShippedConfigurationDeclaresTheWardsModalities() throws IOException {
    JsonNode yaml;
    try (InputStream in = Ward.class.getResourceAsStream("/examples/ward.yaml")) {
      yaml = new YAMLMapper().readTree(in);
    }
    List<Modality> modalities = Ward.modalities();
    assertThat(yaml.get("modalities")).hasSize(modalities.size());
    for (int m = 0; m < modalities.size(); m++) {
      JsonNode declared = yaml.get("modalities").get(m);
      List<String> channels = new ArrayList<>();
      declared.get("channels").forEach(channel -> channels.add(channel.asText()));
      assertThat(declared.get("name").asText()).isEqualTo(modalities.get(m).name());
      assertThat(channels).isEqualTo(modalities.get(m).channels());
      assertThat(declared.get("rate").asDouble()).isEqualTo(modalities.get(m).samplesPerSecond());
    }
  }
}
