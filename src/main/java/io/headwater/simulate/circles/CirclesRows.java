package io.headwater.simulate.circles;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.Resampling;
import io.headwater.sensor.SensorChunk;
import io.headwater.simulate.ConfigurationText;
import io.headwater.simulate.SimulatedRow;
import io.headwater.simulate.SimulatedRows;
import io.headwater.simulate.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Circles as they arrive. Their truth is colour, size and place as {@code causes.z0} to {@code
 * causes.z2}, where there are categories 0 and 1. Where some rows lack their picture, pictures are
 * frames of a time series: a picture of its own kind is valid until the next.
 *
 * @param circles what they show
 * @param preset which of them
 * @param sensors picture and curve in declared order
 */
public record CirclesRows(Circles circles, CirclesPreset preset, List<Modality> sensors)
    implements SimulatedRows {
  public static final String PICTURE = "picture";
  public static final String CURVE = "curve";

  /** Block of the true causes, as the estimator {@code mixture} publishes them. */
  private static final String CAUSES = "causes";

  private static final double PER_SECOND = 1.0 / Turns.WINDOW.toSeconds();
  private static final String KIND = "mixture";

  public CirclesRows(Circles circles, CirclesPreset preset) {
    this(circles, preset, sensors(circles));
  }

  private static List<Modality> sensors(Circles circles) {
    boolean frames = circles.settings().missing() > 0;
    Modality picture =
        new Modality(
            PICTURE,
            frames ? ModalityKind.TIME_SERIES : ModalityKind.IMAGE,
            numbered("p", Circles.SIDE * Circles.SIDE * Circles.COLOURS),
            frames ? PER_SECOND : 0,
            Resampling.MEAN,
            Turns.WINDOW);
    Modality curve =
        new Modality(
            CURVE,
            ModalityKind.TIME_SERIES,
            numbered("strain", Circles.STRAINS),
            PER_SECOND,
            Resampling.MEAN,
            Turns.WINDOW);
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
  public int rows() {
    return circles.settings().samples();
  }

  @Override
  public Duration window() {
    return Turns.WINDOW;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Object settings() {
    return Map.of("settings", circles.settings());
  }

  @Override
  public String settingsFile() {
    return "circles.json";
  }

  /**
   * @throws IllegalArgumentException when the kind is not {@code mixture}: no other has nodes with
   *     categories
   */
  @Override
  public String configuration(String kind) {
    if (!kind.equals(KIND)) {
      throw new IllegalArgumentException(
          "Circles have discrete causes, which '%s' does not look for; use estimator %s."
              .formatted(kind, KIND));
    }
    StringBuilder yaml =
        new StringBuilder(ConfigurationText.head(preset.id(), circles.settings().seed()));
    for (Modality sensor : sensors) {
      yaml.append("  - name: ").append(sensor.name()).append('\n');
      yaml.append(
          sensor.kind() == ModalityKind.IMAGE ? picture() : ConfigurationText.timeSeries(sensor));
    }
    yaml.append("\nestimator:\n  kind: mixture\n  mixture:\n    dimensions: 3\n");
    yaml.append("    categories: [2, 2, 2]\n");
    yaml.append(preset.formula() ? "    experts: {curve: stress-strain}\n" : "");
    return yaml.append(ConfigurationText.tail(Turns.WINDOW, sensors)).toString();
  }

  private static String picture() {
    return "    kind: image\n    image: {height: %d, width: %d, depth: %d}\n    encoder: mlp\n"
        .formatted(Circles.SIDE, Circles.SIDE, Circles.COLOURS);
  }

  @Override
  public SimulatedRow row(int index) {
    CircleRow row = circles.row(index);
    String subject = Turns.subject(index);
    long start = Turns.startMicros(index);
    List<SensorChunk> chunks = new ArrayList<>();
    for (Modality sensor : sensors) {
      float[] values = sensor.name().equals(PICTURE) ? row.picture() : row.curve();
      if (values != null) {
        chunks.add(SimulatedRows.chunk(subject, sensor, start, values, index));
      }
    }
    return new SimulatedRow(subject, start, row.causes(), chunks);
  }

  @Override
  public CausalGraph truth() {
    List<LatentNode> nodes =
        IntStream.range(0, Circles.CAUSES).mapToObj(k -> LatentNode.of(CAUSES, k)).toList();
    List<CausalEdge> edges = new ArrayList<>();
    boolean[][] dag = circles.dag();
    for (int i = 0; i < dag.length; i++) {
      for (int j = 0; j < dag.length; j++) {
        if (dag[i][j]) {
          edges.add(CausalEdge.known(nodes.get(i).id(), nodes.get(j).id()));
        }
      }
    }
    return new CausalGraph(nodes, edges);
  }
}
