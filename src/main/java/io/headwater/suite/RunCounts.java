package io.headwater.suite;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbers of latents per modality, in declared order.
 *
 * @param truth of the scenario
 * @param learned of the model
 */
record RunCounts(List<Integer> truth, List<Integer> learned) {
  RunCounts {
    truth = List.copyOf(truth);
    learned = List.copyOf(learned);
  }

  /** Modalities whose number is not the true one. */
  long wrong() {
    return IntStream.range(0, truth.size())
        .filter(m -> !truth.get(m).equals(learned.get(m)))
        .count();
  }

  /** Such as {@code 2 3 2}, and {@code 2 3 2 (3 3 2)} where the truth is another. */
  String text() {
    return wrong() == 0 ? joined(learned) : "%s (%s)".formatted(joined(learned), joined(truth));
  }

  private static String joined(List<Integer> counts) {
    return counts.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
