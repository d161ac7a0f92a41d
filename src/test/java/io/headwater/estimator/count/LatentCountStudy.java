package io.headwater.estimator.count;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How often the number of latents is right; a programme to be run by hand, never a test. Arguments
 * are scenarios and seeds such as {@code s-plus:1-10}; the sample is that of a scenario's job, or
 * {@code -Drows=2000} windows.
 */
final class LatentCountStudy {
  private static final int ROWS = Integer.getInteger("rows", 8000);
  private static final int MOST = 4;

  private LatentCountStudy() {}

  public static void main(String[] arguments) {
    for (String argument : arguments) {
      String id = argument.substring(0, argument.indexOf(':'));
      String[] seeds = argument.substring(id.length() + 1).split("-");
      int right = 0;
      int first = Integer.parseInt(seeds[0]);
      int last = Integer.parseInt(seeds[seeds.length - 1]);
      for (int seed = first; seed <= last; seed++) {
        right += run(id, seed) ? 1 : 0;
      }
      System.out.printf("%s: right in %d of %d seeds%n", id, right, last - first + 1);
    }
  }

  private static boolean run(String id, long seed) {
    ScenarioSummaries summaries = new ScenarioSummaries(id, seed, ROWS);
    List<LatentCount> counts = summaries.decide(MOST);
    int[] chosen = counts.stream().mapToInt(LatentCount::count).toArray();
    boolean right = Arrays.equals(chosen, summaries.truth());
    System.out.printf(
        "%s %d %s %s %s%n",
        id,
        seed,
        Arrays.toString(chosen),
        right ? "right" : "wrong",
        counts.stream()
            .map(
                c ->
                    IntStream.range(0, c.shares().length)
                        .mapToObj(
                            k ->
                                String.format(
                                    Locale.ROOT, "%.3f±%.3f", c.shares()[k], c.errors()[k]))
                        .collect(Collectors.joining(" ")))
            .collect(Collectors.joining(" | ")));
    return right;
  }
}
