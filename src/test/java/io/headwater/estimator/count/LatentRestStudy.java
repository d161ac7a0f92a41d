package io.headwater.estimator.count;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What is left of summaries by all true latents, and by all but the last of each modality in turn;
 * a programme to be run by hand, never a test. Arguments are scenarios and seeds such as {@code
 * s-plus:1-10}; the sample is {@code -Drows=4096} windows, true latents carry noise of {@code
 * -Dblur=0.1} deviations in place of an encoder's error.
 */
final class LatentRestStudy {
  private static final int ROWS = Integer.getInteger("rows", 4096);
  private static final double BLUR = Double.parseDouble(System.getProperty("blur", "0.1"));

  private LatentRestStudy() {}

  public static void main(String[] arguments) {
    for (String argument : arguments) {
      String id = argument.substring(0, argument.indexOf(':'));
      String[] seeds = argument.substring(id.length() + 1).split("-");
      double[] complete = {};
      double[] missing = {};
      int last = Integer.parseInt(seeds[seeds.length - 1]);
      for (int seed = Integer.parseInt(seeds[0]); seed <= last; seed++) {
        ScenarioSummaries summaries = new ScenarioSummaries(id, seed, ROWS);
        int[] truth = summaries.truth();
        complete = joined(complete, shares(summaries, truth, seed));
        for (int m = 0; m < truth.length; m++) {
          int[] fewer = truth.clone();
          fewer[m]--;
          double[] shares = shares(summaries, fewer, seed);
          missing = joined(missing, shares[m]);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%-12s complete: %d, greatest %s; one missing: %d, least %s%n",
          id,
          complete.length,
          ends(complete, false),
          missing.length,
          ends(missing, true));
    }
  }

  private static double[] shares(ScenarioSummaries summaries, int[] known, long seed) {
    int[] widths = IntStream.of(summaries.truth()).map(latents -> latents + 1).toArray();
    float[][] latents = summaries.latents(0, ROWS, known);
    SplittableRandom random = new SplittableRandom(seed);
    for (float[] of : latents) {
      for (int i = 0; i < of.length; i++) {
        of[i] += (float) (BLUR * random.nextGaussian());
      }
    }
    LatentRest rest = new LatentRest(summaries.sample(0, ROWS), latents, widths);
    return IntStream.range(0, known.length).mapToDouble(m -> rest.of(m).value()).toArray();
  }

  private static double[] joined(double[] a, double... b) {
    return SummaryScores.joined(a, b);
  }

  /** The five at one end. */
  private static String ends(double[] values, boolean least) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int count = Math.min(5, sorted.length);
    int from = least ? 0 : sorted.length - count;
    return Arrays.stream(sorted, from, from + count)
        .mapToObj(v -> String.format(Locale.ROOT, "%.3f", v))
        .toList()
        .toString();
  }
}
