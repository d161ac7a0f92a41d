package io.headwater.model.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts cuts of rows together to nodes. One cut is a node of two categories. Cuts of one node of C
 * categories lie on C patterns of sides only, where those of several nodes lie on all; so a node of
 * C categories takes the C − 1 cuts with the fewest rows outside their C most frequent patterns.
 */
final class NodeGroups {
  private final OutcomeSpace space;
  private final List<TwoPointPursuit.Cut> cuts;
  private final int rows;

  NodeGroups(OutcomeSpace space, List<TwoPointPursuit.Cut> cuts, int rows) {
    this.space = space;
    this.cuts = cuts;
    this.rows = rows;
  }

  /** Per row the probability of each category; a node without a cut has them all alike. */
  double[][] marginals() {
    double[][] out = new double[rows][space.indicators()];
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      free.add(i);
    }
    int largest = space.categories().stream().mapToInt(c -> c).max().orElseThrow();
    for (int size = largest; size >= 2; size--) { // those that need several cuts choose first
      for (int l = 0; l < space.nodes(); l++) {
        if (space.categories(l) == size) {
          fill(out, l, free.isEmpty() ? null : categories(group(free, size - 1), size));
        }
      }
    }
    return out;
  }

  /** As if sure: a twentieth of doubt in each of a dozen nodes blurs the effects of all. */
  private void fill(double[][] out, int node, int[] category) {
    int count = space.categories(node);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < count; k++) {
        out[r][space.offset(node) + k] = category == null ? 1.0 / count : category[r] == k ? 1 : 0;
      }
    }
  }

  /** Takes the cuts with the fewest patterns from the free ones; the first cut alone. */
  private List<Integer> group(List<Integer> free, int size) {
    List<Integer> best = null;
    int least = Integer.MAX_VALUE;
    for (int first : size == 1 ? List.of(free.get(0)) : List.copyOf(free)) {
      List<Integer> group = new ArrayList<>(List.of(first));
      int outside = grow(group, free, size);
      if (outside < least) {
        least = outside;
        best = group;
      }
    }
    free.removeAll(best);
    return best;
  }

  /** Adds the cut that brings the fewest patterns, again and again; rows outside at the end. */
  private int grow(List<Integer> group, List<Integer> free, int size) {
    int outside = 0;
    while (group.size() < size) {
      Integer next = null;
      outside = Integer.MAX_VALUE;
      for (Integer cut : free) {
        if (!group.contains(cut)) {
          group.add(cut);
          int then = outside(group);
          group.remove(cut);
          if (then < outside) {
            outside = then;
            next = cut;
          }
        }
      }
      if (next == null) {
        break;
      }
      group.add(next);
    }
    return outside;
  }

  private int outside(List<Integer> group) {
    int[] counts = patterns(group).values().stream().mapToInt(n -> n).sorted().toArray();
    int kept = 0;
    for (int i = 0; i <= group.size() && i < counts.length; i++) {
      kept += counts[counts.length - 1 - i];
    }
    return rows - kept;
  }

  private Map<String, Integer> patterns(List<Integer> group) {
    Map<String, Integer> counts = new HashMap<>();
    for (int r = 0; r < rows; r++) {
      counts.merge(pattern(group, r), 1, Integer::sum);
    }
    return counts;
  }

  private String pattern(List<Integer> group, int row) {
    StringBuilder sides = new StringBuilder();
    group.forEach(cut -> sides.append(cuts.get(cut).upper()[row] ? '1' : '0'));
    return sides.toString();
  }

  /** Per row the number of its pattern, the most frequent first; a rare one has the nearest. */
  private int[] categories(List<Integer> group, int count) {
    List<String> names =
        patterns(group).entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(count)
            .map(Map.Entry::getKey)
            .toList();
    int[] category = new int[rows];
    Arrays.setAll(category, r -> nearest(names, pattern(group, r)));
    return category;
  }

  private static int nearest(List<String> names, String pattern) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int k = 0; k < names.size(); k++) {
      int apart = 0;
      for (int i = 0; i < pattern.length(); i++) {
        apart += names.get(k).charAt(i) == pattern.charAt(i) ? 0 : 1;
      }
      if (apart < least) {
        least = apart;
        best = k;
      }
    }
    return best;
  }
}
