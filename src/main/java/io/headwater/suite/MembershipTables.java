package io.headwater.suite;

import java.util.List;
import java.util.function.ToIntFunction;

/** Tables of rows whose latents may be in several modalities. */
final class MembershipTables {
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
    page.header(
        "row",
        "estimator",
        "seeds",
        "F1 mean ± sd (min)",
        "chance",
        "exact",
        "false pairs",
        "missed",
        "grey",
        "report",
        "seconds");
    for (RowSummary row : table) {
      List<MembershipScores> all = row.runs().stream().map(RunResult::membership).toList();
      page.cells(
          row.row(),
          row.estimator(),
          String.valueOf(all.size()),
          MarkdownPage.spread(row.of(Measure.F1)),
          MarkdownPage.number(
              all.stream().mapToDouble(MembershipScores::chance).average().orElseThrow()),
          "%d of %d".formatted(all.stream().filter(MembershipScores::exact).count(), all.size()),
          sum(all, MembershipScores::falsePairs),
          sum(all, MembershipScores::missedPairs),
          sum(all, MembershipScores::grey),
          row.verdict().text(),
          MarkdownPage.tenths(row.seconds().mean()));
    }
    page.line("");
  }

  private static String sum(List<MembershipScores> all, ToIntFunction<MembershipScores> count) {
    return String.valueOf(all.stream().mapToInt(count).sum());
  }

  void seeds(List<RowSummary> table) {
    if (table.isEmpty()) {
      return;
    }
    page.line("");
    page.line("## Every seed: which modalities contain which latent");
    page.line("");
    page.header(
        "row",
        "estimator",
        "seed",
        "windows",
        "F1",
        "chance",
        "exact",
        "false pairs",
        "missed",
        "grey",
        "report",
        "seconds");
    for (RowSummary row : table) {
      for (RunResult run : row.runs()) {
        MembershipScores scores = run.membership();
        page.cells(
            row.row(),
            row.estimator(),
            String.valueOf(run.key().seed()),
            String.valueOf(run.windows()),
            MarkdownPage.number(scores.f1()),
            MarkdownPage.number(scores.chance()),
            scores.exact() ? "yes" : "no",
            String.valueOf(scores.falsePairs()),
            String.valueOf(scores.missedPairs()),
            String.valueOf(scores.grey()),
            run.verdict().text(),
            MarkdownPage.tenths(Measure.SECONDS.of(run)));
      }
    }
  }
}
