package io.headwater.cli;

import io.headwater.job.CrossPrediction;
import io.headwater.job.LossSummary;
import io.headwater.job.ReplaySummary;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Counts and losses for people. */
final class SummaryTable {
  private static final List<String> KINDS =
      List.of("read", "used", "duplicate", "late", "rejected");

  private SummaryTable() {}

  static void print(ReplaySummary summary, PrintWriter out) {
    chunks(summary.chunks(), out);
    LossSummary losses = summary.losses();
    out.printf(
        "%nPrequential loss (squared error in running standard deviations, %,d windows):%n",
        losses.windows());
    out.printf("  %-34s %8s  %8s%n", "", "all", "last 1/3");
    row(out, "this model, before learning each", losses.mean(), losses.lastThird());
    row(out, "running mean per channel", losses.meanPredictor(), losses.lastThirdMeanPredictor());
    row(out, "the untrained network", losses.untrained(), losses.lastThirdUntrained());
    if (summary.finalPass()) {
      cross(summary.cross(), out);
    }
    if (!summary.absentSubjects().isEmpty()) {
      out.printf(
          "%nlearning.held-out-subjects names %s, of whom there was no window: nothing was held out under these names. Compare them with the subjects in prequential.csv.%n",
          summary.absentSubjects());
    }
    if (!summary.reading().isEmpty()) {
      out.printf("%nWhat may be read off each modality's latents (reasons in graph.json):%n");
      summary.reading().forEach((m, verdict) -> out.printf("  %-20s %s%n", m, verdict));
    }
    out.printf(
        "%n%,d windows, %,d steps, %d edges selected, %.1f s%n",
        summary.windows(), summary.steps(), summary.selectedEdges(), summary.seconds());
  }

  private static void cross(CrossPrediction cross, PrintWriter out) {
    out.printf("%nModalities predicted from the latents of the others by the final model:%n");
    cross(out, "windows learned from", cross.learned());
    cross(out, "held-out windows, same people", cross.heldOut());
    cross(out, "windows that were only scored", cross.onlyScored());
    if (cross.learnedByHeart()) {
      out.printf(
          "Encoders have learned windows by heart; a greater estimator.weight-decay (such as 0.5 or 2) is worth a try where this is to hold for new people.%n");
    }
  }

  private static void cross(PrintWriter out, String name, CrossPrediction.Loss loss) {
    if (loss.windows() > 0) {
      out.printf("  %-34s %8.3f  (%,d windows)%n", name, loss.loss(), loss.windows());
    }
  }

  static void chunks(Map<String, Map<String, Long>> chunks, PrintWriter out) {
    out.printf("%n%-22s", "chunks");
    KINDS.forEach(kind -> out.printf("%11s", kind));
    out.println();
    chunks.forEach(
        (modality, counts) -> {
          out.printf("  %-20s", modality);
          KINDS.forEach(kind -> out.printf("%,11d", counts.getOrDefault(kind, 0L)));
          out.println(addsUp(counts) ? "" : "  does not add up");
        });
  }

  private static boolean addsUp(Map<String, Long> counts) {
    long parts =
        KINDS.stream()
            .filter(k -> !k.equals("read"))
            .mapToLong(k -> counts.getOrDefault(k, 0L))
            .sum();
    return parts == counts.getOrDefault("read", 0L);
  }

  private static void row(PrintWriter out, String name, double all, double last) {
    out.printf("  %-34s %8.3f  %8.3f%n", name, all, last);
  }
}
