package io.headwater.simulate;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who causes whom: three modalities in a hidden random order, each linked one to one to the next by
 * a random permutation, the third also to the first by a permutation that never closes a triangle
 * over the same latent of the second. So links loop through all modalities, none lies within one,
 * and the last modality's latents have two parents each.
 *
 * @param perModality latents per modality; latent i of modality m has index m × perModality + i
 * @param order modality at each causal position, causes first
 * @param parents for each latent, its parents' indices
 */
record LinkGraph(int perModality, int[] order, int[][] parents) {

  static LinkGraph draw(SplittableRandom random, int modalities, int perModality) {
    int[] order = Draws.permutation(random, modalities);
    List<List<Integer>> parents = new ArrayList<>();
    for (int i = 0; i < modalities * perModality; i++) {
      parents.add(new ArrayList<>());
    }
    int[][] step = new int[modalities][];
    for (int p = 1; p < modalities; p++) {
      step[p] = Draws.permutation(random, perModality);
      link(parents, order[p], order[p - 1], step[p]);
    }
    for (int p = 2; p < modalities; p++) {
      int[] around = new int[perModality];
      for (int i = 0; i < perModality; i++) {
        around[i] = step[p - 1][step[p][i]];
      }
      link(parents, order[p], order[p - 2], Draws.derangement(random, around));
    }
    return new LinkGraph(
        perModality,
        order,
        parents.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }

  private static void link(List<List<Integer>> parents, int child, int parent, int[] parentOf) {
    for (int i = 0; i < parentOf.length; i++) {
      parents.get(child * parentOf.length + i).add(parent * parentOf.length + parentOf[i]);
    }
  }

  /** Latents such that parents come before children. */
  int[] causalOrder() {
    int[] latents = new int[parents.length];
    int next = 0;
    for (int modality : order) {
      for (int i = 0; i < perModality; i++) {
        latents[next++] = modality * perModality + i;
      }
    }
    return latents;
  }

  /** As a graph whose edges, sorted by source then target, are all selected with probability 1. */
  CausalGraph toGraph(List<String> modalities) {
    List<LatentNode> nodes = new ArrayList<>();
    for (String modality : modalities) {
      for (int i = 0; i < perModality; i++) {
        nodes.add(LatentNode.of(modality, i));
      }
    }
    List<CausalEdge> edges = new ArrayList<>();
    for (int source = 0; source < parents.length; source++) {
      for (int target = 0; target < parents.length; target++) {
        if (isParent(source, target)) {
          edges.add(edge(nodes.get(source), nodes.get(target)));
        }
      }
    }
    return new CausalGraph(nodes, edges);
  }

  private boolean isParent(int source, int target) {
    for (int parent : parents[target]) {
      if (parent == source) {
        return true;
      }
    }
    return false;
  }

  private static CausalEdge edge(LatentNode source, LatentNode target) {
    return new CausalEdge(source.id(), target.id(), Double.NaN, 1, Double.NaN, Double.NaN, true);
  }
}
