package io.headwater.simulate.scenario;

import io.headwater.simulate.Draws;
import java.util.stream.IntStream;

/** Which row's components each modality of a row shows, and which modalities are missing. */
final class Pairing {
  private final ScenarioSettings settings;
  private final int[][] source;

  Pairing(ScenarioSettings settings) {
    this.settings = settings;
    int rows = settings.sampling().samples();
    this.source =
        settings.sampling().shuffledPairing()
            ? IntStream.range(0, settings.structure().modalities())
                .mapToObj(
                    m ->
                        Draws.permutation(
                            Draws.of(settings.seed(), Draws.Purpose.PAIRING, m), rows))
                .toArray(int[][]::new)
            : null;
  }

  int source(int row, int modality) {
    return source == null ? row : source[modality][row];
  }

  boolean[] present(int row) {
    boolean[] present = new boolean[settings.structure().modalities()];
    var random = Draws.of(settings.seed(), Draws.Purpose.MISSING, row);
    int kept = random.nextInt(present.length);
    boolean some = false;
    for (int m = 0; m < present.length; m++) {
      present[m] = random.nextDouble() >= settings.observation().missingRate();
      some |= present[m];
    }
    present[kept] |= !some;
    return present;
  }
}
