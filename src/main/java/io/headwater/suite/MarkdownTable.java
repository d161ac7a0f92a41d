package io.headwater.suite;

import java.util.List;
import java.util.Locale;

/** {@code identification.md}: the table, the bars, and every seed. */
final class MarkdownTable {
  private static final int DECIMALS = 3;

  private final StringBuilder text = new StringBuilder();

  private MarkdownTable() {}

  static String of(SuiteHeader header, List<RowSummary> table) {
    MarkdownTable page = new MarkdownTable();
    page.head(header);
    page.rows(table);
    page.bars(table);
    page.readings(table);
    page.seeds(table);
    return page.text.toString();
  }

  private void head(SuiteHeader header) {
    line(
        "# "
            + header.suite().substring(0, 1).toUpperCase(Locale.ROOT)
            + header.suite().substring(1));
    line("");
    line("```sh");
    line(header.command());
    line("```");
    line("");
    line(
        "Headwater %s, Java %s, %d cores, %d at a time, %s. Seeds: %s."
            .formatted(
                header.version(),
                header.java(),
                header.cores(),
                header.processes(),
                header.date(),
                String.join(", ", header.seeds().stream().map(String::valueOf).toList())));
    line("");
    line(
        "Scores are of the last model on windows that it never learned from. Rotated: what the"
            + " true latents score after a random rotation within each modality, which is what a"
            + " perfect block without components comes to; noise: what independent estimates"
            + " score; corrected: 0 at the rotated level, 1 at perfection. SHD after matching;"
            + " latents: the learned number of each modality, the true one in brackets where it differs;"
            + " empty and full: the distance of a graph without and with all links. Report:"
            + " modalities over all seeds of which it supports components / a block only /"
            + " nothing / of which it decides nothing.");
    line("");
  }

  private void rows(List<RowSummary> table) {
    cells(
        "row",
        "estimator",
        "seeds",
        "block R² mean (min)",
        "linear R² mean (min)",
        "MCC mean ± sd (min)",
        "least component",
        "rank MCC",
        "rotated mean / 95 %",
        "noise",
        "corrected",
        "SHD mean (max)",
        "empty / full",
        "report",
        "seconds");
    rule(15);
    for (RowSummary row : table) {
      Spread block = row.score(RunScores::blockR2);
      Spread linear = row.score(RunScores::linearR2);
      Spread mcc = row.score(RunScores::mccPearson);
      Spread shd = row.score(RunScores::shd);
      ReportVerdict verdict = row.verdict();
      cells(
          row.row(),
          row.estimator(),
          String.valueOf(row.runs().size()),
          "%s (%s)".formatted(number(block.mean()), number(block.least())),
          "%s (%s)".formatted(number(linear.mean()), number(linear.least())),
          "%s ± %s (%s)"
              .formatted(number(mcc.mean()), number(mcc.deviation()), number(mcc.least())),
          number(row.score(RunScores::leastComponent).least()),
          number(row.score(RunScores::mccSpearman).mean()),
          "%s / %s"
              .formatted(
                  number(row.score(RunScores::chanceRotated).mean()),
                  number(row.score(RunScores::chanceRotated95).mean())),
          number(row.score(RunScores::chanceNoise).mean()),
          number(row.score(RunScores::corrected).mean()),
          "%s (%s)".formatted(tenths(shd.mean()), whole(shd.greatest())),
          "%s / %s"
              .formatted(
                  tenths(row.score(RunScores::shdEmpty).mean()),
                  tenths(row.score(RunScores::shdFull).mean())),
          verdict.text(),
          tenths(row.seconds().mean()));
    }
    line("");
  }

  private void readings(List<RowSummary> table) {
    line("## What the report says, and what is true");
    line("");
    line(
        "Modalities over all seeds; their components count as found from a mean correlation of "
            + ModalityReading.FOUND
            + ", which a random rotation of two components reaches in four of ten cases.");
    line("");
    cells("row", "estimator", "found: claimed", "not claimed", "not found: claimed", "not claimed");
    rule(6);
    for (RowSummary row : table) {
      List<ModalityReading> readings = row.readings();
      cells(
          row.row(),
          row.estimator(),
          count(readings, true, true),
          count(readings, true, false),
          count(readings, false, true),
          count(readings, false, false));
    }
    line("");
  }

  private static String count(List<ModalityReading> readings, boolean found, boolean claimed) {
    return String.valueOf(
        readings.stream().filter(r -> r.found() == found && r.claimed() == claimed).count());
  }

  private void bars(List<RowSummary> table) {
    line("## Bars");
    line("");
    cells("row", "estimator", "seeds", "bar", "value", "reached");
    rule(6);
    for (RowSummary row : table) {
      for (Bar bar : Bars.of(row.row(), row.estimator())) {
        double value = bar.value(row.runs());
        cells(
            row.row(),
            row.estimator(),
            String.valueOf(row.runs().size()),
            bar.text(),
            number(value),
            Bar.answer(bar.reached(value), row.runs().size()));
      }
    }
    for (String estimator : table.stream().map(RowSummary::estimator).distinct().toList()) {
      SparsityCurve.of(table, estimator)
          .ifPresent(
              curve ->
                  cells(
                      "ss-00 … ss-75",
                      estimator,
                      "",
                      "mean MCC rises with sparsity",
                      curve.text(),
                      Bar.answer(curve.rises(), curve.seeds())));
    }
    line("");
  }

  private void seeds(List<RowSummary> table) {
    line("## Every seed");
    line("");
    cells(
        "row",
        "estimator",
        "seed",
        "windows",
        "block R²",
        "MCC",
        "least component",
        "rank MCC",
        "rotated mean / 95 %",
        "noise",
        "corrected",
        "SHD (missing, extra, reversed)",
        "CPDAG",
        "latents",
        "report",
        "seconds");
    rule(16);
    for (RowSummary row : table) {
      for (RunResult run : row.runs()) {
        seed(row, run);
      }
    }
  }

  private void seed(RowSummary row, RunResult run) {
    RunScores scores = run.scores();
    ReportVerdict verdict = run.verdict();
    cells(
        row.row(),
        row.estimator(),
        String.valueOf(run.key().seed()),
        String.valueOf(run.windows()),
        number(scores.blockR2()),
        number(scores.mccPearson()),
        number(scores.leastComponent()),
        number(scores.mccSpearman()),
        "%s / %s".formatted(number(scores.chanceRotated()), number(scores.chanceRotated95())),
        number(scores.chanceNoise()),
        number(scores.corrected()),
        "%s (%s, %s, %s)"
            .formatted(
                whole(scores.shd()),
                whole(scores.missing()),
                whole(scores.extra()),
                whole(scores.reversed())),
        whole(scores.shdCpdag()),
        run.counts() == null ? "–" : run.counts().text(),
        verdict.text(),
        tenths(Measure.SECONDS.of(run)));
  }

  private void cells(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void rule(int columns) {
    line("|" + "---|".repeat(columns));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String number(double value) {
    return rounded(value, DECIMALS);
  }

  private static String tenths(double value) {
    return rounded(value, 1);
  }

  private static String whole(double value) {
    return rounded(value, 0);
  }

  private static String rounded(double value, int decimals) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
