package io.headwater.suite;

import io.headwater.simulate.scenario.Scenario;
import io.headwater.simulate.scenario.ScenarioRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The truth of a scenario as modalities see it: each modality's own latents and, after them, the
 * shared ones that are mixed into it. A shared latent so stands in several blocks.
 */
final class ScenarioTruth {
  private final Scenario scenario;

  /** Per modality: places of its latents in {@link ScenarioRow#latents}. */
  private final List<int[]> places = new ArrayList<>();

  ScenarioTruth(Scenario scenario) {
    this.scenario = scenario;
    int[] own = scenario.latentsPerModality();
    boolean[][] sharedBy = scenario.sharedBy();
    int firstShared = IntStream.of(own).sum();
    int offset = 0;
    for (int m = 0; m < own.length; m++) {
      int modality = m;
      places.add(
          IntStream.concat(
                  IntStream.range(offset, offset + own[m]),
                  IntStream.range(0, sharedBy.length)
                      .filter(s -> sharedBy[s][modality])
                      .map(s -> firstShared + s))
              .toArray());
      offset += own[m];
    }
  }

  List<String> modalities() {
    return scenario.modalities();
  }

  int latents(int modality) {
    return places.get(modality).length;
  }

  /** True latents of a modality in a row. */
  double[] latents(ScenarioRow row, int modality) {
    return IntStream.of(places.get(modality)).mapToDouble(i -> row.latents()[i]).toArray();
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
