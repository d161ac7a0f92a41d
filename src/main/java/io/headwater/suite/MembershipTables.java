package io.headwater.suite;

import static io.headwater.suite.MarkdownPage.number;
import static io.headwater.suite.MarkdownPage.tenths;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Tables of rows whose latents may be in several modalities. */
final class MembershipTables {
  private static final TableColumns<RowSummary> ROWS =
      TableColumns.ofRows()
          .column("seeds", row -> String.valueOf(row.runs().size()))
          .column("F1 mean ± sd (min)", row -> MarkdownPage.spread(row.of(Measure.F1)))
          .column(
              "chance",
              row ->
                  number(scores(row).mapToDouble(MembershipScores::chance).average().orElseThrow()))
          .column(
              "exact",
              row ->
                  "%d of %d"
                      .formatted(
                          scores(row).filter(MembershipScores::exact).count(), row.runs().size()))
          .column("false pairs", row -> sum(row, MembershipScores::falsePairs))
          .column("missed", row -> sum(row, MembershipScores::missedPairs))
          .column("grey", row -> sum(row, MembershipScores::grey))
          .column("report", row -> row.verdict().text())
          .column("seconds", row -> tenths(row.seconds().mean()));

  private static final TableColumns<RunResult> SEEDS =
      TableColumns.ofRuns()
          .column("F1", run -> number(run.membership().f1()))
          .column("chance", run -> number(run.membership().chance()))
          .column("exact", run -> run.membership().exact() ? "yes" : "no")
          .column("false pairs", run -> String.valueOf(run.membership().falsePairs()))
          .column("missed", run -> String.valueOf(run.membership().missedPairs()))
          .column("grey", run -> String.valueOf(run.membership().grey()))
          .column("report", run -> run.verdict().text())
          .column("seconds", run -> tenths(Measure.SECONDS.of(run)));

  private final MarkdownPage page;

  MembershipTables(MarkdownPage page) {
    this.page = page;
  }

  void rows(List<RowSummary> table) {
    if (table.isEmpty()) {
      return;
    }
    page.line("## Which modalities contain which latent");
    page.line("");
    page.line(
        "F1 over pairs: a latent in two modalities. Chance: the same memberships on latents at"
            + " random. Counts over all seeds; grey: pairs of components left undecided. Of true"
            + " codes, where no model is learned, there is no report.");
    page.line("");
    ROWS.write(page, table);
    page.line("");
  }

  private static Stream<MembershipScores> scores(RowSummary row) {
    return row.runs().stream().map(RunResult::membership);
  }

  private static String sum(RowSummary row, ToIntFunction<MembershipScores> count) {
    return String.valueOf(scores(row).mapToInt(count).sum());
  }

  void seeds(List<RowSummary> table) {
    if (table.isEmpty()) {
      return;
    }
    page.line("");
    page.line("## Every seed: which modalities contain which latent");
    page.line("");
    SEEDS.write(page, RowSummary.runs(table));
  }
}
