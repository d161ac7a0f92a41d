package io.headwater.simulate.scenario;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.sensor.Modality;
import io.headwater.simulate.Draws;
import io.headwater.simulate.scenario.Observation.MixingForm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of several modalities whose causes are known.
 *
 * <pre>{@code
 * Scenario scenario = Scenario.of(ScenarioPreset.of("s-plus").settings(7));
 * ScenarioRow row = scenario.row(0);
 * boolean[][] truth = scenario.adjacency();
 * }</pre>
 *
 * <p>Immutable; rows may be asked for in any order and from any thread. The observed order of
 * modalities says nothing about causes unless the settings fix it.
 */
public final class Scenario {
  /** Window of row 0; any whole window would do. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** A row is a window. */
  public static final Duration WINDOW = Duration.ofSeconds(30);

  /** Prefix of the ids of shared latents. */
  public static final String SHARED = "shared";

  private final ScenarioSettings settings;
  private final LatentGraph graph;
  private final ComponentSource hidden;
  private final Pairing pairing;
  private final List<Observer> observers;

  private Scenario(ScenarioSettings settings, LatentGraph graph) {
    this.settings = settings;
    this.graph = graph;
    this.hidden = ComponentSource.of(settings, graph);
    this.pairing = new Pairing(settings);
    this.observers = new ArrayList<>();
  }

  /**
   * @throws IllegalArgumentException when the settings ask for pictures, or for more links than
   *     there is room for, or when a modality has too few channels for what it sees
   */
  public static Scenario of(ScenarioSettings settings) {
    if (settings.observation().mixing() == MixingForm.PICTURES) {
      throw new IllegalArgumentException(
          "A scenario of pictures needs real ones; name the folder with mnist and fashion-mnist.");
    }
    Scenario scenario = new Scenario(settings, draw(settings));
    List<Components> pilot = scenario.hidden.pilot();
    for (int m = 0; m < settings.structure().modalities(); m++) {
      scenario.observers.add(new ChannelMixing(settings, scenario.graph, m, "m" + m, pilot));
    }
    return scenario;
  }

  /**
   * A scenario that may show pictures.
   *
   * @param images folder with {@code mnist} and {@code fashion-mnist}; unused and possibly null
   *     where no pictures are asked for
   * @throws IOException when the pictures cannot be read
   */
  public static Scenario of(ScenarioSettings settings, Path images) throws IOException {
    if (settings.observation().mixing() != MixingForm.PICTURES || images == null) {
      return of(settings);
    }
    Scenario scenario = new Scenario(settings, draw(settings));
    for (int m = 0; m < settings.structure().modalities(); m++) {
      scenario.observers.add(PictureObserver.of(settings, scenario.graph, m, "m" + m, images));
    }
    return scenario;
  }

  private static LatentGraph draw(ScenarioSettings settings) {
    return LinkDraw.draw(settings.structure(), Draws.of(settings.seed(), Draws.Purpose.LINKS));
  }

  public ScenarioSettings settings() {
    return settings;
  }

  /** {@code m0}, {@code m1} … in observed order. */
  public List<String> modalities() {
    return sensors().stream().map(Modality::name).toList();
  }

  /** The modalities as a configuration declares them. */
  public List<Modality> sensors() {
    return observers.stream().map(Observer::modality).toList();
  }

  /**
   * @param index 0 to samples − 1
   */
  public ScenarioRow row(int index) {
    if (index < 0 || index >= settings.sampling().samples()) {
      throw new IndexOutOfBoundsException(
          "Row %d is not among the scenario's %d.".formatted(index, settings.sampling().samples()));
    }
    int modalities = observers.size();
    int exogenous = settings.structure().exogenous();
    Components own = hidden.of(index);
    double[] latents = own.latents().clone();
    double[] exogenousShown = new double[own.exogenous().length];
    float[][] observations = new float[modalities][];
    boolean[] present = pairing.present(index);
    for (int m = 0; m < modalities; m++) {
      int source = pairing.source(index, m);
      Components shown = source == index ? own : hidden.of(source);
      int d = graph.perModality();
      System.arraycopy(shown.latents(), m * d, latents, m * d, d);
      Observer.Sight sight = observers.get(m).observe(shown, source);
      System.arraycopy(sight.exogenous(), 0, exogenousShown, m * exogenous, exogenous);
      observations[m] = present[m] ? sight.values() : null;
    }
    return new ScenarioRow(
        index, subject(index), startMicros(index), latents, exogenousShown, observations);
  }

  private String subject(int index) {
    return "subject-%02d".formatted(settings.subject(index) + 1);
  }

  private long startMicros(int index) {
    return START.getEpochSecond() * 1_000_000 + settings.window(index) * (WINDOW.toNanos() / 1000);
  }

  /** Latents of each modality, in observed order. */
  public int[] latentsPerModality() {
    int[] each = new int[graph.modalities()];
    Arrays.fill(each, graph.perModality());
    return each;
  }

  /** Modalities at their causal positions, causes first, as indices into the observed order. */
  public int[] causalOrder() {
    return graph.order().clone();
  }

  /** Which modalities see each shared latent: [shared latent][modality]. */
  public boolean[][] sharedBy() {
    return copy(graph.sharedBy());
  }

  /** Shared latents by the modalities that see them. */
  public List<SharedGroup> sharedGroups() {
    return SharedGroup.of(graph.sharedBy());
  }

  /** Whether latents of one modality cause each other. */
  boolean hasLinksWithin() {
    for (boolean[] children : graph.within()) {
      for (boolean linked : children) {
        if (linked) {
          return true;
        }
      }
    }
    return false;
  }

  /** True links between the latents of a row: [parent][child]. */
  public boolean[][] adjacency() {
    boolean[][] links = crossAdjacency();
    for (int parent = 0; parent < links.length; parent++) {
      for (int child = 0; child < links.length; child++) {
        links[parent][child] |= graph.within()[parent][child];
      }
    }
    return links;
  }

  /** Those across modalities alone; none under shuffled pairing, which cuts them. */
  public boolean[][] crossAdjacency() {
    return settings.sampling().shuffledPairing()
        ? new boolean[graph.latents()][graph.latents()]
        : copy(graph.cross());
  }

  private static boolean[][] copy(boolean[][] matrix) {
    return Arrays.stream(matrix).map(boolean[]::clone).toArray(boolean[][]::new);
  }

  /** The true links; every edge is selected with probability 1, scores are NaN. */
  public CausalGraph graph() {
    List<LatentNode> nodes = IntStream.range(0, graph.latents()).mapToObj(this::node).toList();
    boolean[][] links = adjacency();
    List<CausalEdge> edges = new ArrayList<>();
    for (int parent = 0; parent < links.length; parent++) {
      for (int child = 0; child < links.length; child++) {
        if (links[parent][child]) {
          edges.add(CausalEdge.known(nodes.get(parent).id(), nodes.get(child).id()));
        }
      }
    }
    return new CausalGraph(nodes, edges);
  }

  private LatentNode node(int latent) {
    int own = graph.modalities() * graph.perModality();
    return latent < own
        ? LatentNode.of(modalities().get(graph.modality(latent)), latent % graph.perModality())
        : LatentNode.of(SHARED, latent - own);
  }
}
