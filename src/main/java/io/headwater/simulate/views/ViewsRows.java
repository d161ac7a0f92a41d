package io.headwater.simulate.views;

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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Views as they arrive. The truth has a node for each latent of each modality, as the estimator
 * {@code shared} publishes them: a shared latent in each modality that contains it, of which the
 * first carries the links. Under shuffled pairing nothing is shared and nothing linked.
 *
 * @param views what they show
 * @param preset which of them
 * @param sensors modalities in declared order
 */
public record ViewsRows(Views views, ViewsPreset preset, List<Modality> sensors)
    implements SimulatedRows {
  private static final String KIND = "shared";

  public ViewsRows(Views views, ViewsPreset preset) {
    this(
        views,
        preset,
        IntStream.range(0, views.modalities()).mapToObj(m -> sensor(views, m)).toList());
  }

  private static Modality sensor(Views views, int modality) {
    return new Modality(
        "m" + modality,
        ModalityKind.TIME_SERIES,
        IntStream.range(0, views.channels(modality)).mapToObj(c -> "c" + c).toList(),
        1.0 / Turns.WINDOW.toSeconds(),
        Resampling.MEAN,
        Turns.WINDOW);
  }

  @Override
  public int rows() {
    return views.settings().samples();
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
    return Map.of("settings", views.settings());
  }

  @Override
  public String settingsFile() {
    return "views.json";
  }

  @Override
  public SimulatedRow row(int index) {
    String subject = Turns.subject(index);
    long start = Turns.startMicros(index);
    List<SensorChunk> chunks = new ArrayList<>();
    List<Double> latents = new ArrayList<>();
    for (int m = 0; m < sensors.size(); m++) {
      chunks.add(SimulatedRows.chunk(subject, sensors.get(m), start, views.seen(m, index), index));
      double[] shown = views.latents(views.source(m, index));
      for (int latent : views.set(m)) {
        latents.add(shown[latent]);
      }
    }
    double[] values = latents.stream().mapToDouble(Double::doubleValue).toArray();
    return new SimulatedRow(subject, start, values, chunks);
  }

  @Override
  public CausalGraph truth() {
    boolean paired = !views.settings().shuffledPairing();
    List<LatentNode> nodes = new ArrayList<>();
    for (int m = 0; m < sensors.size(); m++) {
      for (int k = 0; k < views.set(m).length; k++) {
        LatentNode node = LatentNode.of(sensors.get(m).name(), k);
        nodes.add(paired ? node.sharedWith(others(views.set(m)[k], m)) : node);
      }
    }
    List<CausalEdge> edges = new ArrayList<>();
    for (ViewsSettings.Link link :
        paired ? views.settings().links() : List.<ViewsSettings.Link>of()) {
      edges.add(CausalEdge.known(holders(link.cause()).get(0), holders(link.effect()).get(0)));
    }
    return CausalGraph.sorted(nodes, edges);
  }

  private List<String> others(int latent, int modality) {
    String own = sensors.get(modality).name() + ".";
    return holders(latent).stream().filter(id -> !id.startsWith(own)).toList();
  }

  /** Ids of the nodes that are this latent. */
  private List<String> holders(int latent) {
    List<String> ids = new ArrayList<>();
    for (int m = 0; m < sensors.size(); m++) {
      for (int k = 0; k < views.set(m).length; k++) {
        if (views.set(m)[k] == latent) {
          ids.add(LatentNode.of(sensors.get(m).name(), k).id());
        }
      }
    }
    return ids;
  }

  @Override
  public String configuration(String kind) {
    StringBuilder yaml =
        new StringBuilder(ConfigurationText.head(preset.id(), views.settings().seed()));
    for (int m = 0; m < sensors.size(); m++) {
      yaml.append("  - name: ").append(sensors.get(m).name()).append('\n');
      yaml.append(ConfigurationText.timeSeries(sensors.get(m)));
      yaml.append("    latents: ").append(views.set(m).length);
      yaml.append("    # shared ones included\n    exogenous: 0\n");
    }
    yaml.append("\nestimator:\n  kind: ").append(kind).append('\n');
    if (kind.equals(KIND) && preset.withoutModule()) {
      yaml.append("  sharing: {weight: 0}\n");
    }
    return yaml.append(ConfigurationText.tail(Turns.WINDOW, sensors)).toString();
  }
}
