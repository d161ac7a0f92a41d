package io.headwater.simulate.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * Who causes whom. Latent i of modality m has index m × perModality + i; shared latents follow.
 *
 * @param perModality latents of each modality
 * @param order modality at each causal position, causes first
 * @param cross links across modalities, [parent][child]
 * @param within links inside modalities, [parent][child]
 * @param sharedBy which modalities see each shared latent, [shared latent][modality]
 */
record LatentGraph(
    int perModality, int[] order, boolean[][] cross, boolean[][] within, boolean[][] sharedBy) {

  int modalities() {
    return order.length;
  }

  int latents() {
    return cross.length;
  }

  /** Modality of a latent; −1 for a shared one. */
  int modality(int latent) {
    int m = latent / perModality;
    return m < order.length ? m : -1;
  }

  boolean linked(int parent, int child) {
    return cross[parent][child] || within[parent][child];
  }

  /** Parents of a latent, least index first. */
  List<Integer> parents(int child) {
    List<Integer> parents = new ArrayList<>();
    for (int parent = 0; parent < latents(); parent++) {
      if (linked(parent, child)) {
        parents.add(parent);
      }
    }
    return parents;
  }

  /** Latents that can be computed together, causes first: single ones, or those of a cycle. */
  List<List<Integer>> blocks() {
    List<List<Integer>> blocks = new ArrayList<>();
    var strong = new KosarajuStrongConnectivityInspector<>(asGraph());
    var causesFirst = new TopologicalOrderIterator<>(strong.getCondensation());
    while (causesFirst.hasNext()) {
      Set<Integer> block = causesFirst.next().vertexSet();
      blocks.add(block.stream().sorted().toList());
    }
    return blocks;
  }

  private Graph<Integer, DefaultEdge> asGraph() {
    Graph<Integer, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
    for (int i = 0; i < latents(); i++) {
      graph.addVertex(i);
    }
    for (int parent = 0; parent < latents(); parent++) {
      for (int child = 0; child < latents(); child++) {
        if (linked(parent, child)) {
          graph.addEdge(parent, child);
        }
      }
    }
    return graph;
  }
}
