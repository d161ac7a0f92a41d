package io.headwater.model.sharing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** F1 of which pairs of components are one latent, and what a random matching of as many gets. */
final class PairScore {
  private static final int DRAWS = 50;

  private PairScore() {}

  static double f1(SharedCodes codes, Membership decided) {
    boolean[][] truth = together(codes.truth(), codes.components().widths());
    return f1(truth, together(decided, codes.components().widths()));
  }

  /** With the components of each modality in random order. */
  static double chance(SharedCodes codes, Membership decided, long seed) {
    Random random = new Random(seed);
    int[] widths = codes.components().widths();
    boolean[][] truth = together(codes.truth(), widths);
    boolean[][] found = together(decided, widths);
    double sum = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] order = order(widths, random);
      boolean[][] shuffled = new boolean[found.length][found.length];
      for (int a = 0; a < order.length; a++) {
        for (int b = 0; b < order.length; b++) {
          shuffled[a][b] = found[order[a]][order[b]];
        }
      }
      sum += f1(truth, shuffled) / DRAWS;
    }
    return sum;
  }

  private static int[] order(int[] widths, Random random) {
    List<Integer> order = new ArrayList<>();
    int at = 0;
    for (int width : widths) {
      List<Integer> block = new ArrayList<>();
      for (int k = 0; k < width; k++) {
        block.add(at++);
      }
      Collections.shuffle(block, random);
      order.addAll(block);
    }
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean[][] together(Membership membership, int[] widths) {
    int nodes = Arrays.stream(widths).sum();
    int[] first = new int[widths.length];
    for (int m = 1; m < first.length; m++) {
      first[m] = first[m - 1] + widths[m - 1];
    }
    boolean[][] together = new boolean[nodes][nodes];
    for (Membership.Slot slot : membership.slots()) {
      for (int m = 0; m < widths.length; m++) {
        for (int n = 0; n < widths.length; n++) {
          if (m != n && slot.in(m) && slot.in(n)) {
            together[first[m] + slot.component()[m]][first[n] + slot.component()[n]] = true;
          }
        }
      }
    }
    return together;
  }

  private static double f1(boolean[][] truth, boolean[][] found) {
    int hit = 0;
    int sum = 0;
    for (int a = 0; a < truth.length; a++) {
      for (int b = 0; b < truth.length; b++) {
        hit += truth[a][b] && found[a][b] ? 1 : 0;
        sum += (truth[a][b] ? 1 : 0) + (found[a][b] ? 1 : 0);
      }
    }
    return sum == 0 ? 1 : 2.0 * hit / sum;
  }
}
