package io.headwater.suite;

import io.headwater.simulate.scenario.Scenario;
import io.headwater.simulate.scenario.ScenarioRow;
import io.headwater.simulate.scenario.SharedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The truth of a scenario in blocks: each modality's own latents, and after the modalities the
 * shared latents, those of the same modalities in one block.
 */
final class ScenarioTruth {
  private final Scenario scenario;

  private final List<String> names = new ArrayList<>();

  /** Per block: places of its latents in {@link ScenarioRow#latents}. */
  private final List<int[]> places = new ArrayList<>();

  ScenarioTruth(Scenario scenario) {
    this.scenario = scenario;
    int[] own = scenario.latentsPerModality();
    int offset = 0;
    for (int m = 0; m < own.length; m++) {
      names.add(scenario.modalities().get(m));
      places.add(IntStream.range(offset, offset + own[m]).toArray());
      offset += own[m];
    }
    int firstShared = offset;
    for (SharedGroup group : scenario.sharedGroups()) {
      names.add(group.name());
      places.add(group.latents().stream().mapToInt(s -> firstShared + s).toArray());
    }
  }

  /** Modalities in observed order, then shared blocks. */
  List<String> names() {
    return names;
  }

  int latents(int block) {
    return places.get(block).length;
  }

  /** True latents of a block in a row. */
  double[] latents(ScenarioRow row, int block) {
    return IntStream.of(places.get(block)).mapToDouble(i -> row.latents()[i]).toArray();
  }

  /** Links between the latents of all blocks, block by block: [parent][child]. */
  boolean[][] adjacency() {
    int[] all = places.stream().flatMapToInt(IntStream::of).toArray();
    boolean[][] links = scenario.adjacency();
    boolean[][] adjacency = new boolean[all.length][all.length];
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < all.length; j++) {
        adjacency[i][j] = links[all[i]][all[j]];
      }
    }
    return adjacency;
  }
}
