package io.headwater.suite;

import java.util.List;

/** Tables of rows whose causes are nodes with categories. */
final class NodeTables {
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
    page.header(
        "row",
        "estimator",
        "seeds",
        "worst node mean ± sd (min)",
        "chance",
        "majority",
        "skeleton right",
        "CPDAG right",
        "report",
        "seconds");
    for (RowSummary row : table) {
      List<NodeScores> nodes = row.runs().stream().map(RunResult::nodes).toList();
      page.cells(
          row.row(),
          row.estimator(),
          String.valueOf(nodes.size()),
          MarkdownPage.spread(row.of(Measure.NODE_ACCURACY)),
          MarkdownPage.number(
              nodes.stream().mapToDouble(NodeScores::chance).average().orElseThrow()),
          MarkdownPage.number(
              nodes.stream().mapToDouble(NodeScores::majority).average().orElseThrow()),
          "%d of %d"
              .formatted(nodes.stream().filter(n -> n.skeletonErrors() == 0).count(), nodes.size()),
          "%d of %d".formatted(nodes.stream().filter(NodeScores::cpdagRight).count(), nodes.size()),
          row.verdict().text(),
          MarkdownPage.tenths(row.seconds().mean()));
    }
    page.line("");
  }

  void seeds(List<RowSummary> table) {
    if (table.isEmpty()) {
      return;
    }
    page.line("");
    page.line("## Every seed: nodes with categories");
    page.line("");
    page.header(
        "row",
        "estimator",
        "seed",
        "windows",
        "worst node",
        "mean",
        "chance",
        "majority",
        "errors of the skeleton",
        "CPDAG right",
        "report",
        "seconds");
    for (RowSummary row : table) {
      for (RunResult run : row.runs()) {
        NodeScores nodes = run.nodes();
        page.cells(
            row.row(),
            row.estimator(),
            String.valueOf(run.key().seed()),
            String.valueOf(run.windows()),
            MarkdownPage.number(nodes.least()),
            MarkdownPage.number(nodes.mean()),
            MarkdownPage.number(nodes.chance()),
            MarkdownPage.number(nodes.majority()),
            String.valueOf(nodes.skeletonErrors()),
            nodes.cpdagRight() ? "yes" : "no",
            run.verdict().text(),
            MarkdownPage.tenths(Measure.SECONDS.of(run)));
      }
    }
  }
}
