package io.headwater.estimator.coupled;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Rows of coupled latents over seeds, every seed shown: {@code java -cp
 * target/classes:target/test-classes:$(cat target/class-path)
 * io.headwater.estimator.coupled.CoupledStudy l,l-normal,ls,l-null,ls-null 1 10}. With {@code
 * report} as a fourth word the findings follow each seed.
 */
final class CoupledStudy {
  /** As in Sun et al.'s cases. */
  private static final int WINDOWS = 10_000;

  private static final int STEPS_PER_BATCH = 4;

  private CoupledStudy() {}

  public static void main(String[] args) {
    long from = Long.parseLong(args[1]);
    long to = Long.parseLong(args[2]);
    boolean report = args.length > 3 && args[3].equals("report");
    for (String row : args[0].split(",", -1)) {
      System.out.println(
          "| row | seed | linear R² | shuffled | MCC | rotated | verdicts | couplings right/wrong | s |");
      System.out.println("|---|---|---|---|---|---|---|---|---|");
      List<CoupledRun> runs = new ArrayList<>();
      for (long seed : LongStream.rangeClosed(from, to).toArray()) {
        long start = System.nanoTime();
        CoupledRun run =
            CoupledRun.of(row, seed, WINDOWS, STEPS_PER_BATCH, CoupledRun.settings(row));
        runs.add(run);
        System.out.printf(
            Locale.ROOT,
            "| %s | %d | %.4f | %.3f | %.4f | %.3f | %s | %d/%d | %.0f |%n",
            row,
            seed,
            run.linear(),
            run.linearChance(),
            run.mcc(),
            run.mccChance(),
            run.verdicts(),
            run.rightCouplings(),
            run.wrongCouplings(),
            (System.nanoTime() - start) / 1e9);
        if (report) {
          run.report().findings().forEach(System.out::println);
        }
      }
      System.out.println(summary(row, "linear R²", runs, CoupledRun::linear));
      System.out.println(summary(row, "MCC", runs, CoupledRun::mcc));
    }
  }

  private static String summary(
      String row, String what, List<CoupledRun> runs, ToDoubleFunction<CoupledRun> score) {
    var all = runs.stream().mapToDouble(score).summaryStatistics();
    double squares =
        runs.stream()
            .mapToDouble(score)
            .map(v -> (v - all.getAverage()) * (v - all.getAverage()))
            .sum();
    return String.format(
        Locale.ROOT,
        "%s: %s mean %.4f, sd %.4f, min %.4f over %d seeds",
        row,
        what,
        all.getAverage(),
        Math.sqrt(squares / Math.max(1, runs.size() - 1)),
        all.getMin(),
        runs.size());
  }
}
