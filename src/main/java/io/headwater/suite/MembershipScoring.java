package io.headwater.suite;

import io.headwater.evaluate.Correlation;
import io.headwater.evaluate.MembershipScore;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.simulate.SimulatedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which modalities contain which latent, beside the scores of blocks. Latents are matched by rank
 * correlation over the held-out windows.
 */
final class MembershipScoring implements RunScoring {
  private final SimulatedRows data;
  private final int learned;
  private final BlockScoring blocks;

  MembershipScoring(SimulatedRows data, int learned) {
    this.data = data;
    this.learned = learned;
    this.blocks = new BlockScoring(data, learned);
  }

  @Override
  public Scored score(Path latentsCsv, LearnedGraph graph) throws IOException {
    HeldOutLatents heldOut = HeldOutLatents.read(data, learned, latentsCsv, graph.latents());
    Scored scored = blocks.score(heldOut, graph);
    List<String> modalities = List.copyOf(graph.latents().keySet());
    List<LatentNode> found = heads(graph.nodes());
    List<LatentNode> truth = heads(data.truth().nodes());
    double[][] strength = new double[found.size()][truth.size()];
    for (int f = 0; f < strength.length; f++) {
      LatentNode node = found.get(f);
      double[] estimate =
          heldOut.estimates().get(modalities.indexOf(node.modality()))[node.component()];
      for (int t = 0; t < strength[f].length; t++) {
        double[] values = heldOut.truth()[data.truth().nodes().indexOf(truth.get(t))];
        strength[f][t] = Math.abs(Correlation.SPEARMAN.between(estimate, values));
      }
    }
    MembershipScore score =
        MembershipScore.of(members(found, modalities), members(truth, modalities), strength, SEED);
    return new Scored(
        scored.scores(),
        null,
        new MembershipScores(
            score.f1(),
            score.chance(),
            score.exact(),
            score.falsePairs(),
            score.missedPairs(),
            graph.doubtfulPairs()),
        scored.counts(),
        scored.modalities());
  }

  /** One node for each latent: the first of those that are the same. */
  private static List<LatentNode> heads(List<LatentNode> nodes) {
    Set<String> others =
        CausalGraph.shared(nodes).stream()
            .flatMap(names -> names.stream().skip(1))
            .collect(Collectors.toSet());
    return nodes.stream().filter(node -> !others.contains(node.id())).toList();
  }

  private static boolean[][] members(List<LatentNode> latents, List<String> modalities) {
    boolean[][] members = new boolean[latents.size()][modalities.size()];
    for (int l = 0; l < members.length; l++) {
      LatentNode latent = latents.get(l);
      for (int m = 0; m < members[l].length; m++) {
        String modality = modalities.get(m);
        members[l][m] =
            latent.modality().equals(modality)
                || latent.sharedWith().stream().anyMatch(id -> id.startsWith(modality + ".z"));
      }
    }
    return members;
  }
}
