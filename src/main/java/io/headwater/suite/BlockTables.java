package io.headwater.suite;

import java.util.List;

/** Tables of rows whose latents are scored in blocks. */
final class BlockTables {
  private final MarkdownPage page;

  BlockTables(MarkdownPage page) {
    this.page = page;
  }

  void rows(List<RowSummary> table) {
    if (table.isEmpty()) {
      return;
    }
    page.header(
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
    for (RowSummary row : table) {
      Spread block = row.score(RunScores::blockR2);
      Spread linear = row.score(RunScores::linearR2);
      Spread mcc = row.score(RunScores::mccPearson);
      Spread shd = row.score(RunScores::shd);
      ReportVerdict verdict = row.verdict();
      page.cells(
          row.row(),
          row.estimator(),
          String.valueOf(row.runs().size()),
          "%s (%s)"
              .formatted(MarkdownPage.number(block.mean()), MarkdownPage.number(block.least())),
          "%s (%s)"
              .formatted(MarkdownPage.number(linear.mean()), MarkdownPage.number(linear.least())),
          MarkdownPage.spread(mcc),
          MarkdownPage.number(row.score(RunScores::leastComponent).least()),
          MarkdownPage.number(row.score(RunScores::mccSpearman).mean()),
          "%s / %s"
              .formatted(
                  MarkdownPage.number(row.score(RunScores::chanceRotated).mean()),
                  MarkdownPage.number(row.score(RunScores::chanceRotated95).mean())),
          MarkdownPage.number(row.score(RunScores::chanceNoise).mean()),
          MarkdownPage.number(row.score(RunScores::corrected).mean()),
          "%s (%s)".formatted(MarkdownPage.tenths(shd.mean()), MarkdownPage.whole(shd.greatest())),
          "%s / %s"
              .formatted(
                  MarkdownPage.tenths(row.score(RunScores::shdEmpty).mean()),
                  MarkdownPage.tenths(row.score(RunScores::shdFull).mean())),
          verdict.text(),
          MarkdownPage.tenths(row.seconds().mean()));
    }
    page.line("");
  }

  void readings(List<RowSummary> table) {
    if (table.isEmpty()) {
      return;
    }
    page.line("## What the report says, and what is true");
    page.line("");
    page.line(
        "Modalities over all seeds; their components count as found from a mean correlation of "
            + ModalityReading.FOUND
            + ", which a random rotation of two components reaches in four of ten cases.");
    page.line("");
    page.header(
        "row", "estimator", "found: claimed", "not claimed", "not found: claimed", "not claimed");
    for (RowSummary row : table) {
      List<ModalityReading> readings = row.readings();
      page.cells(
          row.row(),
          row.estimator(),
          count(readings, true, true),
          count(readings, true, false),
          count(readings, false, true),
          count(readings, false, false));
    }
    page.line("");
  }

  private static String count(List<ModalityReading> readings, boolean found, boolean claimed) {
    return String.valueOf(
        readings.stream().filter(r -> r.found() == found && r.claimed() == claimed).count());
  }

  void seeds(List<RowSummary> table) {
    if (table.isEmpty()) {
      return;
    }
    page.line("## Every seed");
    page.line("");
    page.header(
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
    for (RowSummary row : table) {
      for (RunResult run : row.runs()) {
        seed(row, run);
      }
    }
  }

  private void seed(RowSummary row, RunResult run) {
    RunScores scores = run.scores();
    ReportVerdict verdict = run.verdict();
    page.cells(
        row.row(),
        row.estimator(),
        String.valueOf(run.key().seed()),
        String.valueOf(run.windows()),
        MarkdownPage.number(scores.blockR2()),
        MarkdownPage.number(scores.mccPearson()),
        MarkdownPage.number(scores.leastComponent()),
        MarkdownPage.number(scores.mccSpearman()),
        "%s / %s"
            .formatted(
                MarkdownPage.number(scores.chanceRotated()),
                MarkdownPage.number(scores.chanceRotated95())),
        MarkdownPage.number(scores.chanceNoise()),
        MarkdownPage.number(scores.corrected()),
        "%s (%s, %s, %s)"
            .formatted(
                MarkdownPage.whole(scores.shd()),
                MarkdownPage.whole(scores.missing()),
                MarkdownPage.whole(scores.extra()),
                MarkdownPage.whole(scores.reversed())),
        MarkdownPage.whole(scores.shdCpdag()),
        run.counts() == null ? "–" : run.counts().text(),
        verdict.text(),
        MarkdownPage.tenths(Measure.SECONDS.of(run)));
  }
}
