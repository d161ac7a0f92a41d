package io.headwater.graph.discovery;

import java.util.ArrayList;
import java.util.List;

/** Subsets of a list, in lexicographic order of positions. */
final class Subsets {
  private Subsets() {}

  static List<List<Integer>> of(List<Integer> elements, int size) {
    List<List<Integer>> subsets = new ArrayList<>();
    grow(elements, size, 0, new ArrayList<>(), subsets);
    return subsets;
  }

  private static void grow(
      List<Integer> elements,
      int size,
      int from,
      List<Integer> chosen,
      List<List<Integer>> subsets) {
    if (chosen.size() == size) {
      subsets.add(List.copyOf(chosen));
      return;
    }
    for (int i = from; i <= elements.size() - (size - chosen.size()); i++) {
      chosen.add(elements.get(i));
      grow(elements, size, i + 1, chosen, subsets);
      chosen.remove(chosen.size() - 1);
    }
  }
}
