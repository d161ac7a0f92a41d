package io.headwater.suite;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** {@code identification.md} and {@code methods.md}: the tables, the bars, and every seed. */
final class MarkdownTable {
  private final MarkdownPage page = new MarkdownPage();

  private MarkdownTable() {}

  static String of(SuiteHeader header, List<RowSummary> table) {
    MarkdownTable text = new MarkdownTable();
    BlockTables blocks = new BlockTables(text.page);
    NodeTables nodes = new NodeTables(text.page);
    MembershipTables membership = new MembershipTables(text.page);
    List<RowSummary> ofBlocks =
        only(table, row -> row.hasBlocks() || !row.hasNodes() && !row.hasMembership());
    List<RowSummary> ofNodes = only(table, RowSummary::hasNodes);
    List<RowSummary> ofMembership = only(table, RowSummary::hasMembership);
    text.head(header);
    blocks.rows(ofBlocks);
    nodes.rows(ofNodes);
    membership.rows(ofMembership);
    text.bars(table);
    blocks.readings(ofBlocks);
    blocks.seeds(ofBlocks);
    nodes.seeds(ofNodes);
    membership.seeds(ofMembership);
    return text.page.toString();
  }

  private static List<RowSummary> only(List<RowSummary> table, Predicate<RowSummary> wanted) {
    return table.stream().filter(wanted).toList();
  }

  private void head(SuiteHeader header) {
    page.line(
        "# "
            + header.suite().substring(0, 1).toUpperCase(Locale.ROOT)
            + header.suite().substring(1));
    page.line("");
    page.line("```sh");
    page.line(header.command());
    page.line("```");
    page.line("");
    page.line(
        "Headwater %s, Java %s, %d cores, %d at a time, %s. Seeds: %s."
            .formatted(
                header.version(),
                header.java(),
                header.cores(),
                header.processes(),
                header.date(),
                String.join(", ", header.seeds().stream().map(String::valueOf).toList())));
    page.line("");
    page.line(
        "Scores are of the last model on windows that it never learned from. Rotated: what the"
            + " true latents score after a random rotation within each modality, which is what a"
            + " perfect block without components comes to; noise: what independent estimates"
            + " score; corrected: 0 at the rotated level, 1 at perfection. SHD after matching;"
            + " latents: the learned number of each modality, the true one in brackets where it differs;"
            + " empty and full: the distance of a graph without and with all links. Report:"
            + " modalities over all seeds of which it supports components / a block only /"
            + " nothing / of which it decides nothing.");
    page.line("");
  }

  private void bars(List<RowSummary> table) {
    page.line("## Bars");
    page.line("");
    page.header("row", "estimator", "seeds", "bar", "value", "reached");
    for (RowSummary row : table) {
      for (Bar bar : Bars.of(row.row(), row.estimator())) {
        double value = bar.value(row.runs());
        page.cells(
            row.row(),
            row.estimator(),
            String.valueOf(row.runs().size()),
            bar.text(),
            MarkdownPage.number(value),
            Bar.answer(bar.reached(value), row.runs().size()));
      }
    }
    for (String estimator : table.stream().map(RowSummary::estimator).distinct().toList()) {
      SparsityCurve.of(table, estimator)
          .ifPresent(
              curve ->
                  page.cells(
                      "ss-00 … ss-75",
                      estimator,
                      "",
                      "mean MCC rises with sparsity",
                      curve.text(),
                      Bar.answer(curve.rises(), curve.seeds())));
    }
    page.line("");
  }
}
