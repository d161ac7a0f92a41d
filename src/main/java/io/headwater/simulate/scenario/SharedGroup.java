package io.headwater.simulate.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Shared latents that the same modalities see.
 *
 * @param name of the block that a configuration declares for them
 * @param latents places among the shared latents
 * @param modalities places of those that see them
 */
public record SharedGroup(String name, List<Integer> latents, List<Integer> modalities) {
  public SharedGroup {
    latents = List.copyOf(latents);
    modalities = List.copyOf(modalities);
  }

  /**
   * The groups in order of their first latent; a single one is called as the truth calls its
   * latents.
   *
   * @param sharedBy which modalities see each shared latent, [shared latent][modality]
   */
  static List<SharedGroup> of(boolean[][] sharedBy) {
    List<boolean[]> kinds = new ArrayList<>();
    for (boolean[] seen : sharedBy) {
      if (kinds.stream().noneMatch(kind -> Arrays.equals(kind, seen))) {
        kinds.add(seen);
      }
    }
    List<SharedGroup> groups = new ArrayList<>();
    for (boolean[] kind : kinds) {
      String number = kinds.size() == 1 ? "" : "-" + (groups.size() + 1);
      groups.add(
          new SharedGroup(
              Scenario.SHARED + number,
              places(sharedBy.length, s -> Arrays.equals(sharedBy[s], kind)),
              places(kind.length, m -> kind[m])));
    }
    return groups;
  }

  private static List<Integer> places(int count, IntPredicate wanted) {
    return IntStream.range(0, count).filter(wanted).boxed().toList();
  }
}
