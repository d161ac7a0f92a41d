package io.headwater.suite;

import io.headwater.evaluate.GraphScore;
import io.headwater.evaluate.IdentificationCase;
import io.headwater.evaluate.IdentificationScore;
import io.headwater.evaluate.LatentBlocks;
import io.headwater.evaluate.LinearIdentification;
import io.headwater.evaluate.Mcc;
import io.headwater.simulate.SimulatedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Latents by modality or shared block, and links between them. A modality may have more or fewer
 * than in truth.
 */
final class BlockScoring implements RunScoring {
  private final SimulatedRows data;
  private final BlockTruth truth;
  private final int learned;

  BlockScoring(SimulatedRows data, int learned) {
    this.data = data;
    this.truth = BlockTruth.of(data);
    this.learned = learned;
  }

  @Override
  public Scored score(Path latentsCsv, LearnedGraph graph) throws IOException {
    if (!truth.names().equals(List.copyOf(graph.latents().keySet()))) {
      throw new IllegalArgumentException(
          "The scenario has latents of %s, the configuration of %s; declare modalities and shared blocks as the scenario does."
              .formatted(truth.names(), graph.latents().keySet()));
    }
    return score(HeldOutLatents.read(data, learned, latentsCsv, graph.latents()), graph);
  }

  Scored score(HeldOutLatents heldOut, LearnedGraph graph) {
    List<String> names = truth.names();
    List<double[][]> trueBlocks =
        truth.places().stream()
            .map(
                own -> IntStream.of(own).mapToObj(n -> heldOut.truth()[n]).toArray(double[][]::new))
            .toList();
    IdentificationScore score =
        IdentificationScore.of(
            IdentificationCase.of(
                    new LatentBlocks(names, trueBlocks),
                    new LatentBlocks(names, heldOut.estimates()))
                .withGraphs(truth.adjacency(), adjacency(graph)),
            SEED);
    double linear =
        IntStream.range(0, names.size())
            .mapToDouble(
                m ->
                    LinearIdentification.of(
                            names.get(m), trueBlocks.get(m), heldOut.estimates().get(m), SEED)
                        .rSquared())
            .average()
            .orElse(Double.NaN);
    return new Scored(flat(score, linear), null, null, counts(graph), readings(score, graph));
  }

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
  private RunCounts counts(LearnedGraph graph) {
    return new RunCounts(
        IntStream.range(0, truth.names().size()).mapToObj(truth::latents).toList(),
        List.copyOf(graph.latents().values()));
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
