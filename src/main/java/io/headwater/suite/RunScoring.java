package io.headwater.suite;

import io.headwater.evaluate.GraphScore;
import io.headwater.evaluate.IdentificationCase;
import io.headwater.evaluate.IdentificationScore;
import io.headwater.evaluate.LatentBlocks;
import io.headwater.evaluate.LinearIdentification;
import io.headwater.evaluate.Mcc;
import io.headwater.simulate.scenario.Scenario;
import io.headwater.simulate.scenario.ScenarioRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Holds what a replay wrote against the truth of its scenario, on rows that were not learned. */
final class RunScoring {
  /** Seed of probes and chance levels: the same for every run, so that runs compare. */
  private static final long SEED = 1;

  private final Scenario scenario;
  private final ScenarioTruth truth;
  private final int learned;

  /**
   * @param scenario what was learned from
   * @param learned rows learned; those after them are scored
   */
  RunScoring(Scenario scenario, int learned) {
    this.scenario = scenario;
    this.truth = new ScenarioTruth(scenario);
    this.learned = learned;
  }

  /**
   * @param latentsCsv estimates of the final model
   * @param graph the learned graph, whose nodes are the latents that are scored; a modality may
   *     have more or fewer than in truth
   * @throws IOException when the estimates cannot be read or lack a window
   */
  Scored score(Path latentsCsv, LearnedGraph graph) throws IOException {
    Map<String, Integer> latents = graph.latents();
    if (!truth.names().equals(List.copyOf(latents.keySet()))) {
      throw new IllegalArgumentException(
          "The scenario has latents of %s, the configuration of %s; declare modalities and shared blocks as the scenario does."
              .formatted(truth.names(), latents.keySet()));
    }
    FinalLatents estimates = FinalLatents.read(latentsCsv, latents);
    int rows = scenario.settings().sampling().samples() - learned;
    int modalities = latents.size();
    List<double[][]> trueBlocks = new ArrayList<>();
    List<double[][]> learnedBlocks = new ArrayList<>();
    int[] widths = latents.values().stream().mapToInt(Integer::intValue).toArray();
    for (int m = 0; m < modalities; m++) {
      trueBlocks.add(new double[truth.latents(m)][rows]);
      learnedBlocks.add(new double[widths[m]][rows]);
    }
    for (int r = 0; r < rows; r++) {
      ScenarioRow row = scenario.row(learned + r);
      double[][] estimate = estimate(estimates, row);
      for (int m = 0; m < modalities; m++) {
        put(truth.latents(row, m), trueBlocks.get(m), r);
        put(estimate[m], learnedBlocks.get(m), r);
      }
    }
    List<String> names = truth.names();
    IdentificationScore score =
        IdentificationScore.of(
            IdentificationCase.of(
                    new LatentBlocks(names, trueBlocks), new LatentBlocks(names, learnedBlocks))
                .withGraphs(truth.adjacency(), adjacency(graph)),
            SEED);
    double linear =
        IntStream.range(0, modalities)
            .mapToDouble(
                m ->
                    LinearIdentification.of(
                            names.get(m), trueBlocks.get(m), learnedBlocks.get(m), SEED)
                        .rSquared())
            .average()
            .orElse(Double.NaN);
    return new Scored(flat(score, linear), readings(score, graph));
  }

  /**
   * What a run is worth.
   *
   * @param scores over all modalities
   * @param modalities what the report says of each beside what is true
   */
  record Scored(RunScores scores, List<ModalityReading> modalities) {}

  private List<ModalityReading> readings(IdentificationScore score, LearnedGraph graph) {
    return IntStream.range(0, truth.names().size())
        .mapToObj(
            m ->
                new ModalityReading(
                    truth.names().get(m),
                    graph.verdicts().get(m),
                    score.pearson().within().get(m).mean()))
        .toList();
  }

  /** True and learned numbers of latents. */
  RunCounts counts(LearnedGraph graph) {
    return new RunCounts(
        IntStream.range(0, truth.names().size()).mapToObj(truth::latents).toList(),
        List.copyOf(graph.latents().values()));
  }

  private static double[][] estimate(FinalLatents estimates, ScenarioRow row) throws IOException {
    return estimates
        .at(row.subject(), row.startMicros())
        .orElseThrow(
            () ->
                new IOException(
                    "The replay has no latents for row %d (subject %s); its output holds %d windows."
                        .formatted(row.index(), row.subject(), estimates.windows())));
  }

  private static void put(double[] values, double[][] block, int row) {
    for (int k = 0; k < values.length; k++) {
      block[k][row] = values[k];
    }
  }

  private static boolean[][] adjacency(LearnedGraph graph) {
    Map<String, Integer> place = new LinkedHashMap<>();
    graph
        .latents()
        .forEach(
            (modality, count) -> {
              for (int k = 0; k < count; k++) {
                place.put(modality + ".z" + k, place.size());
              }
            });
    boolean[][] adjacency = new boolean[place.size()][place.size()];
    for (LearnedGraph.Edge edge : graph.edges()) {
      adjacency[place.get(edge.source())][place.get(edge.target())] = true;
    }
    return adjacency;
  }

  private static RunScores flat(IdentificationScore score, double linear) {
    Mcc pearson = score.pearson();
    Optional<GraphScore> graph = score.graph();
    return new RunScores(
        score.blockRSquared(),
        score.blocks().stream().mapToDouble(b -> b.rSquared()).min().orElse(Double.NaN),
        linear,
        pearson.mean(),
        score.spearman().mean(),
        Arrays.stream(pearson.components()).min().orElse(Double.NaN),
        pearson.withinChance().rotationMean(),
        pearson.withinChance().rotation95(),
        pearson.withinChance().noise(),
        pearson.corrected(),
        number(graph.map(g -> g.cross().shd())),
        number(graph.map(g -> g.cross().missing().size())),
        number(graph.map(g -> g.cross().extra().size())),
        number(graph.map(g -> g.cross().reversed().size())),
        number(graph.map(g -> g.crossCpdagShd().orElse(-1)).filter(n -> n >= 0)),
        number(graph.map(g -> g.references().empty())),
        number(graph.map(g -> g.references().full())));
  }

  private static double number(Optional<Integer> value) {
    return value.map(Integer::doubleValue).orElse(Double.NaN);
  }
}
