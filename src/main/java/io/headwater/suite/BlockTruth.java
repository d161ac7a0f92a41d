package io.headwater.suite;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.simulate.SimulatedRows;
import io.headwater.simulate.scenario.ScenarioRows;
import io.headwater.simulate.scenario.SharedGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * True latents in blocks: each modality's own latents, and after the modalities the shared latents
 * of a scenario, those of the same modalities in one block.
 *
 * @param names of the blocks, modalities in observed order
 * @param places per block, the places of its latents among the nodes of the truth
 * @param adjacency links between the latents of all blocks, block by block: [parent][child]
 */
record BlockTruth(List<String> names, List<int[]> places, boolean[][] adjacency) {

  static BlockTruth of(SimulatedRows data) {
    Map<String, List<Integer>> blocks = new LinkedHashMap<>();
    List<LatentNode> nodes = data.truth().nodes();
    for (int n = 0; n < nodes.size(); n++) {
      blocks.computeIfAbsent(nodes.get(n).modality(), name -> new ArrayList<>()).add(n);
    }
    if (data instanceof ScenarioRows scenario) {
      group(blocks, scenario.scenario().sharedGroups());
    }
    List<int[]> places =
        blocks.values().stream()
            .map(own -> own.stream().mapToInt(Integer::intValue).toArray())
            .toList();
    return new BlockTruth(List.copyOf(blocks.keySet()), places, links(data.truth(), places));
  }

  /** The truth has all shared latents in one block, which configurations may not declare. */
  private static void group(Map<String, List<Integer>> blocks, List<SharedGroup> groups) {
    if (groups.isEmpty()) {
      return;
    }
    List<String> names = List.copyOf(blocks.keySet());
    List<Integer> shared = blocks.remove(names.get(names.size() - 1));
    for (SharedGroup group : groups) {
      blocks.put(group.name(), group.latents().stream().map(shared::get).toList());
    }
  }

  private static boolean[][] links(CausalGraph truth, List<int[]> places) {
    Map<String, Integer> place = new LinkedHashMap<>();
    for (int at : places.stream().flatMapToInt(IntStream::of).toArray()) {
      place.put(truth.nodes().get(at).id(), place.size());
    }
    boolean[][] adjacency = new boolean[place.size()][place.size()];
    for (CausalEdge edge : truth.selectedEdges()) {
      adjacency[place.get(edge.source())][place.get(edge.target())] = true;
    }
    return adjacency;
  }

  int latents(int block) {
    return places.get(block).length;
  }
}
