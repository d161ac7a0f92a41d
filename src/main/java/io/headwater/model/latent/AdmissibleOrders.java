package io.headwater.model.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Orders of the modalities worth a fit, each as the causal position of every modality: those that
 * respect the constraints, less those whose possible links all are possible in another one too,
 * which then explains the data at least as well.
 */
final class AdmissibleOrders {
  private final int modalities;
  private final GraphConstraints constraints;
  private final boolean[][] linked;

  /**
   * @param linked [cause][effect], whether edges may exist at all
   */
  AdmissibleOrders(GraphConstraints constraints, boolean[][] linked) {
    this.modalities = linked.length;
    this.constraints = constraints;
    this.linked = linked;
  }

  /** All of them; for few modalities only, because there may be factorially many. */
  List<List<Integer>> all() {
    List<List<Integer>> admitted =
        permutations(modalities).stream().filter(constraints::admits).toList();
    List<List<Integer>> kept = new ArrayList<>();
    for (int i = 0; i < admitted.size(); i++) {
      if (!dispensable(i, admitted)) {
        kept.add(admitted.get(i));
      }
    }
    return kept;
  }

  private boolean dispensable(int index, List<List<Integer>> among) {
    for (int other = 0; other < among.size(); other++) {
      boolean within = isWithin(among.get(index), among.get(other));
      // Of orders with equal links the first stays.
      if (other != index
          && within
          && (other < index || !isWithin(among.get(other), among.get(index)))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where a search begins: the known order if it respects the constraints, else that of declaration
   * as far as they allow.
   *
   * @param known order of an earlier solution, or null
   */
  List<Integer> start(int[] known) {
    List<Integer> start = known == null ? null : Arrays.stream(known).boxed().toList();
    return start != null && constraints.admits(start)
        ? start
        : constraints.firstAdmitted(modalities);
  }

  /** Orders with two adjacent modalities swapped that allow links which this one does not. */
  List<List<Integer>> neighbours(List<Integer> rank) {
    List<List<Integer>> neighbours = new ArrayList<>();
    for (int position = 0; position + 1 < rank.size(); position++) {
      List<Integer> swapped = new ArrayList<>(rank);
      Collections.swap(swapped, rank.indexOf(position), rank.indexOf(position + 1));
      if (constraints.admits(swapped) && !isWithin(swapped, rank)) {
        neighbours.add(swapped);
      }
    }
    return neighbours;
  }

  /** Whether each link that the first order allows is allowed by the second too. */
  boolean isWithin(List<Integer> first, List<Integer> second) {
    for (int from = 0; from < modalities; from++) {
      for (int to = 0; to < modalities; to++) {
        if (linked[from][to]
            && first.get(from) < first.get(to)
            && second.get(from) > second.get(to)) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<List<Integer>> permutations(int size) {
    List<List<Integer>> ranks = List.of(List.of());
    for (int next = 0; next < size; next++) {
      int value = next;
      ranks =
          ranks.stream()
              .flatMap(
                  shorter ->
                      IntStream.rangeClosed(0, shorter.size())
                          .mapToObj(
                              at -> {
                                List<Integer> longer = new ArrayList<>(shorter);
                                longer.add(at, value);
                                return longer;
                              }))
              .collect(Collectors.toList());
    }
    return ranks;
  }
}
