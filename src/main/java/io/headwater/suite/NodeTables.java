package io.headwater.suite;

import static io.headwater.suite.MarkdownPage.number;
import static io.headwater.suite.MarkdownPage.tenths;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Tables of rows whose causes are nodes with categories. */
final class NodeTables {
  private static final TableColumns<RowSummary> ROWS =
      TableColumns.ofRows()
          .column("seeds", row -> String.valueOf(row.runs().size()))
          .column(
              "worst node mean ± sd (min)",
              row -> MarkdownPage.spread(row.of(Measure.NODE_ACCURACY)))
          .column("chance", row -> mean(row, NodeScores::chance))
          .column("majority", row -> mean(row, NodeScores::majority))
          .column("skeleton right", row -> share(row, nodes -> nodes.skeletonErrors() == 0))
          .column("CPDAG right", row -> share(row, NodeScores::cpdagRight))
          .column("report", row -> row.verdict().text())
          .column("seconds", row -> tenths(row.seconds().mean()));

  private static final TableColumns<RunResult> SEEDS =
      TableColumns.ofRuns()
          .column("worst node", run -> number(run.nodes().least()))
          .column("mean", run -> number(run.nodes().mean()))
          .column("chance", run -> number(run.nodes().chance()))
          .column("majority", run -> number(run.nodes().majority()))
          .column("errors of the skeleton", run -> String.valueOf(run.nodes().skeletonErrors()))
          .column("CPDAG right", run -> run.nodes().cpdagRight() ? "yes" : "no")
          .column("report", run -> run.verdict().text())
          .column("seconds", run -> tenths(Measure.SECONDS.of(run)));

  private final MarkdownPage page;

  NodeTables(MarkdownPage page) {
    this.page = page;
  }

  void rows(List<RowSummary> table) {
    if (table.isEmpty()) {
      return;
    }
    page.line("## Nodes with categories");
    page.line("");
    page.line(
        "Share of windows with the right category, nodes and categories matched. Chance: what"
            + " perfect clusters reach when they are split into nodes at random; majority: what"
            + " the most frequent category reaches.");
    page.line("");
    ROWS.write(page, table);
    page.line("");
  }

  private static String mean(RowSummary row, ToDoubleFunction<NodeScores> score) {
    return number(
        row.runs().stream().map(RunResult::nodes).mapToDouble(score).average().orElseThrow());
  }

  private static String share(RowSummary row, Predicate<NodeScores> right) {
    long count = row.runs().stream().map(RunResult::nodes).filter(right).count();
    return "%d of %d".formatted(count, row.runs().size());
  }

  void seeds(List<RowSummary> table) {
    if (table.isEmpty()) {
      return;
    }
    page.line("");
    page.line("## Every seed: nodes with categories");
    page.line("");
    SEEDS.write(page, RowSummary.runs(table));
  }
}
