package io.headwater.estimator.partial;

import io.headwater.estimator.ComponentBlock;
import io.headwater.model.latent.GraphConstraints;
import io.headwater.model.sharing.Membership;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Latents by the modalities that contain them: each set of modalities that has any is a block, and
 * the graph is between blocks.
 *
 * @param blocks for the solver, named after their modalities
 * @param members [block][modality]
 * @param slots [block]: its latents, as places in the membership
 */
record BlockLayout(List<ComponentBlock> blocks, boolean[][] members, int[][] slots) {

  /**
   * @param exogenous private dimensions of each modality; they go with its specific block
   */
  static BlockLayout of(Membership membership, List<String> names, int[] exogenous) {
    List<boolean[]> kinds = new ArrayList<>();
    List<List<Integer>> slots = new ArrayList<>();
    for (int s = 0; s < membership.slots().size(); s++) {
      boolean[] kind = kind(membership.slots().get(s), names.size());
      int at = place(kinds, kind);
      if (at == kinds.size()) {
        kinds.add(kind);
        slots.add(new ArrayList<>());
      }
      slots.get(at).add(s);
    }
    List<ComponentBlock> blocks = new ArrayList<>();
    for (int b = 0; b < kinds.size(); b++) {
      List<String> in = new ArrayList<>();
      int own = 0;
      for (int m = 0; m < names.size(); m++) {
        if (kinds.get(b)[m]) {
          in.add(names.get(m));
          own = exogenous[m];
        }
      }
      blocks.add(
          new ComponentBlock(String.join("+", in), slots.get(b).size(), in.size() == 1 ? own : 0));
    }
    return new BlockLayout(
        blocks,
        kinds.toArray(boolean[][]::new),
        slots.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }

  private static boolean[] kind(Membership.Slot slot, int modalities) {
    boolean[] kind = new boolean[modalities];
    for (int m = 0; m < modalities; m++) {
      kind[m] = slot.in(m);
    }
    return kind;
  }

  private static int place(List<boolean[]> kinds, boolean[] kind) {
    int at = 0;
    while (at < kinds.size() && !Arrays.equals(kinds.get(at), kind)) {
      at++;
    }
    return at;
  }

  boolean shared(int block) {
    int count = 0;
    for (boolean in : members[block]) {
      count += in ? 1 : 0;
    }
    return count > 1;
  }

  /** The only modality of a specific block, the first of a shared one. */
  int firstMember(int block) {
    int m = 0;
    while (!members[block][m]) {
      m++;
    }
    return m;
  }

  /** The block that has a slot. */
  int blockOf(int slot) {
    for (int b = 0; b < slots.length; b++) {
      for (int s : slots[b]) {
        if (s == slot) {
          return b;
        }
      }
    }
    throw new IllegalArgumentException("No block has latent %d.".formatted(slot));
  }

  /** Place of a slot in its block. */
  int placeOf(int slot) {
    int[] own = slots[blockOf(slot)];
    int at = 0;
    while (own[at] != slot) {
      at++;
    }
    return at;
  }

  List<String> names() {
    return blocks.stream().map(ComponentBlock::name).toList();
  }

  /**
   * Per block, the shared blocks that its modality contains, too: its own latents are known only
   * beside these, so no link joins the two.
   */
  int[][] given() {
    int[][] given = new int[blocks.size()][0];
    for (int b = 0; b < given.length; b++) {
      List<Integer> contained = new ArrayList<>();
      for (int c = 0; !shared(b) && c < given.length; c++) {
        if (shared(c) && members[c][firstMember(b)]) {
          contained.add(c);
        }
      }
      given[b] = contained.stream().mapToInt(Integer::intValue).toArray();
    }
    return given;
  }

  /** No specific latent causes a shared one. */
  GraphConstraints specificCauseNothingShared() {
    List<GraphConstraints.Link> forbidden = new ArrayList<>();
    for (int from = 0; from < blocks.size(); from++) {
      for (int to = 0; to < blocks.size(); to++) {
        if (!shared(from) && shared(to) && !members[to][firstMember(from)]) {
          forbidden.add(new GraphConstraints.Link(from, to));
        }
      }
    }
    return new GraphConstraints(List.of(), forbidden, List.of());
  }
}
