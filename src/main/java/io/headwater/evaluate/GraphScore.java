package io.headwater.evaluate;

import io.headwater.evaluate.GraphComparison.Edge;
import io.headwater.graph.Acyclicity;
import io.headwater.graph.Cpdag;
import io.headwater.graph.LatentNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A learned causal graph held against the true one, after renaming the learned latents by the match
 * within modalities. A latent without a counterpart stays a node of its own, so its edges count as
 * missing or extra.
 *
 * @param cross edges between modalities
 * @param within edges inside modalities
 * @param skeletonErrors pairs of latents of different modalities that are adjacent in one graph
 *     only
 * @param trueCpdag equivalence class of the whole true graph; null when it has a cycle
 * @param estimatedCpdag the same of the learned graph; null when it has a cycle
 * @param references what trivial graphs would get for {@code cross.shd()}
 * @param blockOf modality index of each node, in the order of the CPDAGs' nodes
 */
public record GraphScore(
    GraphComparison cross,
    GraphComparison within,
    int skeletonErrors,
    Cpdag trueCpdag,
    Cpdag estimatedCpdag,
    ReferenceDistances references,
    int[] blockOf) {

  static GraphScore of(
      LatentBlocks truth,
      LatentBlocks estimate,
      List<ComponentMatch> match,
      IdentificationCase.Graphs graphs) {
    MatchedNodes nodes = MatchedNodes.of(truth, estimate, match);
    boolean[][] trueEdges = nodes.placed(graphs.truth(), nodes.ofTruth());
    boolean[][] learned = nodes.placed(graphs.estimate(), nodes.ofEstimate());
    List<String> names = nodes.nodes().stream().map(LatentNode::id).toList();
    int[] block =
        nodes.nodes().stream().mapToInt(n -> truth.modalities().indexOf(n.modality())).toArray();
    return new GraphScore(
        GraphComparison.of(
            edges(trueEdges, names, block, true), edges(learned, names, block, true)),
        GraphComparison.of(
            edges(trueEdges, names, block, false), edges(learned, names, block, false)),
        skeletonErrors(trueEdges, learned, block),
        classOf(names, trueEdges),
        classOf(names, learned),
        ReferenceDistances.of(trueEdges, learned, block),
        block);
  }

  /** SHD between the two equivalence classes; empty when a graph has a cycle. */
  public OptionalInt cpdagShd() {
    return trueCpdag == null || estimatedCpdag == null
        ? OptionalInt.empty()
        : OptionalInt.of(trueCpdag.shd(estimatedCpdag));
  }

  /** The same over pairs of latents of different modalities. */
  public OptionalInt crossCpdagShd() {
    return trueCpdag == null || estimatedCpdag == null
        ? OptionalInt.empty()
        : OptionalInt.of(trueCpdag.shd(estimatedCpdag, (i, j) -> blockOf[i] != blockOf[j]));
  }

  private static Cpdag classOf(List<String> names, boolean[][] edges) {
    return Acyclicity.holds(edges) ? Cpdag.ofDag(names, edges) : null;
  }

  private static int skeletonErrors(boolean[][] truth, boolean[][] learned, int[] block) {
    int errors = 0;
    for (int i = 0; i < block.length; i++) {
      for (int j = i + 1; j < block.length; j++) {
        boolean differs = (truth[i][j] || truth[j][i]) != (learned[i][j] || learned[j][i]);
        errors += block[i] != block[j] && differs ? 1 : 0;
      }
    }
    return errors;
  }

  private static Set<Edge> edges(
      boolean[][] adjacency, List<String> names, int[] block, boolean cross) {
    Set<Edge> edges = new LinkedHashSet<>();
    for (int i = 0; i < block.length; i++) {
      for (int j = 0; j < block.length; j++) {
        if (adjacency[i][j] && (block[i] != block[j]) == cross) {
          edges.add(new Edge(names.get(i), names.get(j)));
        }
      }
    }
    return edges;
  }

  /** The true latents, then the estimated ones that match none, as nodes of both graphs. */
  private record MatchedNodes(List<LatentNode> nodes, int[] ofTruth, int[] ofEstimate) {

    static MatchedNodes of(LatentBlocks truth, LatentBlocks estimate, List<ComponentMatch> match) {
      List<LatentNode> nodes = new ArrayList<>(truth.nodes());
      int[] ofTruth = new int[truth.size()];
      java.util.Arrays.setAll(ofTruth, i -> i);
      int[] ofEstimate = new int[estimate.size()];
      java.util.Arrays.fill(ofEstimate, -1);
      for (int m = 0; m < match.size(); m++) {
        int[] estimateOf = match.get(m).estimateOf();
        for (int i = 0; i < estimateOf.length; i++) {
          if (estimateOf[i] >= 0) {
            ofEstimate[estimate.offset(m) + estimateOf[i]] = truth.offset(m) + i;
          }
        }
        int unmatched = truth.values().get(m).length;
        for (int k = 0; k < estimate.values().get(m).length; k++) {
          if (ofEstimate[estimate.offset(m) + k] < 0) {
            ofEstimate[estimate.offset(m) + k] = nodes.size();
            nodes.add(LatentNode.of(truth.modalities().get(m), unmatched++));
          }
        }
      }
      return new MatchedNodes(List.copyOf(nodes), ofTruth, ofEstimate);
    }

    boolean[][] placed(boolean[][] adjacency, int[] place) {
      boolean[][] placed = new boolean[nodes.size()][nodes.size()];
      for (int i = 0; i < place.length; i++) {
        for (int j = 0; j < place.length; j++) {
          placed[place[i]][place[j]] = adjacency[i][j];
        }
      }
      return placed;
    }
  }
}
