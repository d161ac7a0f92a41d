package io.headwater.suite;

import static io.headwater.suite.MarkdownPage.number;
import static io.headwater.suite.MarkdownPage.tenths;
import static io.headwater.suite.MarkdownPage.whole;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Tables of rows whose latents are scored in blocks. */
final class BlockTables {
  private static final TableColumns<RowSummary> ROWS =
      TableColumns.ofRows()
          .column("seeds", row -> String.valueOf(row.runs().size()))
          .column("block R² mean (min)", row -> meanAndLeast(row.score(RunScores::blockR2)))
          .column("linear R² mean (min)", row -> meanAndLeast(row.score(RunScores::linearR2)))
          .column(
              "MCC mean ± sd (min)", row -> MarkdownPage.spread(row.score(RunScores::mccPearson)))
          .column("least component", row -> number(row.score(RunScores::leastComponent).least()))
          .column("rank MCC", row -> mean(row, RunScores::mccSpearman))
          .column(
              "rotated mean / 95 %",
              row ->
                  "%s / %s"
                      .formatted(
                          mean(row, RunScores::chanceRotated),
                          mean(row, RunScores::chanceRotated95)))
          .column("noise", row -> mean(row, RunScores::chanceNoise))
          .column("corrected", row -> mean(row, RunScores::corrected))
          .column("SHD mean (max)", row -> meanAndGreatest(row.score(RunScores::shd)))
          .column(
              "empty / full",
              row ->
                  "%s / %s"
                      .formatted(
                          tenths(row.score(RunScores::shdEmpty).mean()),
                          tenths(row.score(RunScores::shdFull).mean())))
          .column("report", row -> row.verdict().text())
          .column("seconds", row -> tenths(row.seconds().mean()));

  private static final TableColumns<RowSummary> READINGS =
      TableColumns.ofRows()
          .column("found: claimed", row -> count(row, true, true))
          .column("not claimed", row -> count(row, true, false))
          .column("not found: claimed", row -> count(row, false, true))
          .column("not claimed", row -> count(row, false, false));

  private static final TableColumns<RunResult> SEEDS =
      TableColumns.ofRuns()
          .column("block R²", run -> number(run.scores().blockR2()))
          .column("MCC", run -> number(run.scores().mccPearson()))
          .column("least component", run -> number(run.scores().leastComponent()))
          .column("rank MCC", run -> number(run.scores().mccSpearman()))
          .column(
              "rotated mean / 95 %",
              run ->
                  "%s / %s"
                      .formatted(
                          number(run.scores().chanceRotated()),
                          number(run.scores().chanceRotated95())))
          .column("noise", run -> number(run.scores().chanceNoise()))
          .column("corrected", run -> number(run.scores().corrected()))
          .column("SHD (missing, extra, reversed)", run -> shd(run.scores()))
          .column("CPDAG", run -> whole(run.scores().shdCpdag()))
          .column("latents", run -> run.counts() == null ? "–" : run.counts().text())
          .column("report", run -> run.verdict().text())
          .column("seconds", run -> tenths(Measure.SECONDS.of(run)));

  private final MarkdownPage page;

  BlockTables(MarkdownPage page) {
    this.page = page;
  }

  void rows(List<RowSummary> table) {
    if (table.isEmpty()) {
      return;
    }
    ROWS.write(page, table);
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
    READINGS.write(page, table);
    page.line("");
  }

  void seeds(List<RowSummary> table) {
    if (table.isEmpty()) {
      return;
    }
    page.line("## Every seed");
    page.line("");
    SEEDS.write(page, RowSummary.runs(table));
  }

  private static String mean(RowSummary row, ToDoubleFunction<RunScores> score) {
    return number(row.score(score).mean());
  }

  private static String meanAndLeast(Spread spread) {
    return "%s (%s)".formatted(number(spread.mean()), number(spread.least()));
  }

  private static String meanAndGreatest(Spread spread) {
    return "%s (%s)".formatted(tenths(spread.mean()), whole(spread.greatest()));
  }

  private static String count(RowSummary row, boolean found, boolean claimed) {
    return String.valueOf(
        row.readings().stream().filter(r -> r.found() == found && r.claimed() == claimed).count());
  }

  private static String shd(RunScores scores) {
    return "%s (%s, %s, %s)"
        .formatted(
            whole(scores.shd()),
            whole(scores.missing()),
            whole(scores.extra()),
            whole(scores.reversed()));
  }
}
