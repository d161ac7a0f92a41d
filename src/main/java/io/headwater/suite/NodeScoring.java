package io.headwater.suite;

import io.headwater.estimator.mixture.MixtureEstimator;
import io.headwater.evaluate.NodeAccuracy;
import io.headwater.graph.Cpdag;
import io.headwater.graph.LatentNode;
import io.headwater.simulate.SimulatedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Accuracy and links of nodes with two categories each. A continuous cause counts as the category
 * to which it is nearer, so that a control without categories has a score that means nothing but
 * can be seen.
 */
final class NodeScoring implements RunScoring {
  private static final int CATEGORIES = 2;
  private static final double HALF = 0.5;

  private final SimulatedRows data;
  private final int learned;

  NodeScoring(SimulatedRows data, int learned) {
    this.data = data;
    this.learned = learned;
  }

  @Override
  public Scored score(Path latentsCsv, LearnedGraph graph) throws IOException {
    List<String> names = data.truth().nodes().stream().map(LatentNode::id).toList();
    HeldOutLatents heldOut =
        HeldOutLatents.read(
            data, learned, latentsCsv, Map.of(MixtureEstimator.CAUSES, names.size()));
    int[][] truth = whole(heldOut.truth());
    int[] kinds = new int[truth.length];
    Arrays.fill(kinds, CATEGORIES);
    NodeAccuracy accuracy = NodeAccuracy.of(truth, whole(heldOut.estimates().get(0)), kinds);
    boolean[][] links = graph.links(MixtureEstimator.CAUSES);
    boolean[][] matched = new boolean[names.size()][names.size()];
    for (int i = 0; i < matched.length; i++) {
      for (int j = 0; j < matched.length; j++) {
        matched[i][j] = links[accuracy.node()[i]][accuracy.node()[j]];
      }
    }
    Cpdag found = Cpdag.ofDag(names, matched);
    Cpdag right = Cpdag.ofDag(names, BlockTruth.of(data).adjacency());
    NodeScores nodes =
        new NodeScores(
            accuracy.least(),
            accuracy.mean(),
            accuracy.chance(),
            accuracy.majority(),
            found.skeletonErrors(right),
            found.equals(right));
    return new Scored(RunScores.none(), nodes, null, null, null);
  }

  private static int[][] whole(double[][] values) {
    return Arrays.stream(values)
        .map(node -> Arrays.stream(node).mapToInt(v -> v > HALF ? 1 : 0).toArray())
        .toArray(int[][]::new);
  }
}
