package io.headwater.simulate.circles;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.Resampling;
import io.headwater.sensor.SensorChunk;
import io.headwater.simulate.ChunkSink;
import io.headwater.simulate.SimulatedFolder;
import io.headwater.simulate.TruthFiles;
import io.headwater.simulate.TruthLatents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Circles and their folder: {@code truth/latents.csv} has colour, size and place as {@code
 * causes.z0} to {@code causes.z2}, {@code truth/graph.json} their graph, {@code truth/circles.json}
 * all settings.
 */
public final class CirclesFolder implements SimulatedFolder {
  public static final String PICTURE = "picture";
  public static final String CURVE = "curve";

  /** Block of the true causes, as the estimator {@code mixture} publishes them. */
  private static final String CAUSES = "causes";

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final int SUBJECTS = 20;

  private final Circles circles;
  private final CirclesPreset preset;

  public CirclesFolder(Circles circles, CirclesPreset preset) {
    this.circles = circles;
    this.preset = preset;
  }

  @Override
  public int rows() {
    return circles.settings().samples();
  }

  @Override
  public List<Modality> sensors() {
    Modality picture =
        new Modality(
            PICTURE,
            ModalityKind.IMAGE,
            numbered("p", Circles.SIDE * Circles.SIDE * Circles.COLOURS),
            0,
            Resampling.MEAN,
            WINDOW);
    Modality curve =
        new Modality(
            CURVE,
            ModalityKind.TIME_SERIES,
            numbered("strain", Circles.STRAINS),
            1.0 / WINDOW.toSeconds(),
            Resampling.MEAN,
            WINDOW);
    List<Modality> sensors = new ArrayList<>(List.of(picture, curve));
    if (circles.curveFirst()) {
      Collections.reverse(sensors);
    }
    return sensors;
  }

  private static List<String> numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  @Override
  public void writeConfiguration(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(CONFIGURATION), configuration(), StandardCharsets.UTF_8);
  }

  private String configuration() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Scenario ").append(preset.id()).append(", seed ");
    yaml.append(circles.settings().seed()).append(". One row is one window.\n#\n");
    yaml.append("#   headwater replay --config scenario.yaml --input . --output out\n\n");
    yaml.append("name: scenario-").append(preset.id()).append("\nseed: 1\n\nmodalities:\n");
    for (Modality sensor : sensors()) {
      yaml.append(sensor.kind() == ModalityKind.IMAGE ? picture() : curve(sensor));
    }
    yaml.append("\nestimator:\n  kind: mixture\n  mixture:\n    dimensions: 3\n");
    yaml.append("    categories: [2, 2, 2]\n");
    yaml.append(preset.formula() ? "    experts: {curve: stress-strain}\n" : "");
    yaml.append("\nwindow:\n  size: ").append(WINDOW.toSeconds()).append("s\n");
    yaml.append(
        """

        learning:
          reservoir: 12000        # all windows: they are few
          first-refit: 1000000    # one solve, at the end

        recordings:
          - {format: csv, files: picture.csv, modality: picture}
          - {format: csv, files: curve.csv, modality: curve}
        """);
    return yaml.toString();
  }

  private static String picture() {
    return """
      - name: picture
        kind: image
        image: {height: %d, width: %d, depth: %d}
        encoder: mlp
    """
        .formatted(Circles.SIDE, Circles.SIDE, Circles.COLOURS)
        .indent(-2);
  }

  private static String curve(Modality sensor) {
    return """
      - name: curve
        kind: time-series
        channels: [%s]
        rate: %s    # one sample per window
        encoder: mlp
    """
        .formatted(String.join(", ", sensor.channels()), sensor.samplesPerSecond())
        .indent(-2);
  }

  @Override
  public void write(Path folder, ChunkSink data, LongConsumer progress) throws IOException {
    TruthFiles.writeGraph(folder, graph());
    TruthFiles.json(folder, "circles.json", Map.of("settings", circles.settings()));
    try (TruthLatents truth = TruthLatents.open(folder, graph(), WINDOW)) {
      for (int i = 0; i < rows(); i++) {
        CircleRow row = circles.row(i);
        String subject = "subject-%02d".formatted(i % SUBJECTS + 1);
        long start = START.getEpochSecond() * 1_000_000L + i / SUBJECTS * (WINDOW.toNanos() / 1000);
        for (Modality sensor : sensors()) {
          float[] values = sensor.kind() == ModalityKind.IMAGE ? row.picture() : row.curve();
          if (values != null) {
            data.accept(chunk(subject, sensor, start, values, i));
          }
        }
        truth.add(subject, start, row.causes());
        progress.accept(i + 1L);
      }
    }
  }

  private static SensorChunk chunk(
      String subject, Modality sensor, long start, float[] values, int index) {
    return new SensorChunk(
        subject,
        sensor.name(),
        sensor.name() + "-of-" + subject,
        start,
        0,
        new long[1],
        sensor.channels(),
        values,
        "",
        index);
  }

  /** The true graph; every edge has probability 1. */
  private CausalGraph graph() {
    List<LatentNode> nodes =
        IntStream.range(0, Circles.CAUSES).mapToObj(k -> LatentNode.of(CAUSES, k)).toList();
    List<CausalEdge> edges = new ArrayList<>();
    boolean[][] dag = circles.dag();
    for (int i = 0; i < dag.length; i++) {
      for (int j = 0; j < dag.length; j++) {
        if (dag[i][j]) {
          String source = nodes.get(i).id();
          String target = nodes.get(j).id();
          edges.add(new CausalEdge(source, target, Double.NaN, 1, Double.NaN, Double.NaN, true));
        }
      }
    }
    return new CausalGraph(nodes, edges);
  }
}
