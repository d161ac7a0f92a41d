package io.headwater.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Columns, each of a title and of what stands below it.
 *
 * @param <T> what a line is about
 */
final class TableColumns<T> {
  private final List<String> titles = new ArrayList<>();
  private final List<Function<T, String>> cells = new ArrayList<>();

  /** Begins with what every table over seeds begins with. */
  static TableColumns<RowSummary> ofRows() {
    return new TableColumns<RowSummary>()
        .column("row", RowSummary::row)
        .column("estimator", RowSummary::estimator);
  }

  /** Begins with what every table of single seeds begins with. */
  static TableColumns<RunResult> ofRuns() {
    return new TableColumns<RunResult>()
        .column("row", run -> run.key().row())
        .column("estimator", run -> run.key().estimator())
        .column("seed", run -> String.valueOf(run.key().seed()))
        .column("windows", run -> String.valueOf(run.windows()));
  }

  TableColumns<T> column(String title, Function<T, String> cell) {
    titles.add(title);
    cells.add(cell);
    return this;
  }

  void write(MarkdownPage page, List<T> lines) {
    page.header(titles.toArray(String[]::new));
    for (T line : lines) {
      page.cells(cells.stream().map(cell -> cell.apply(line)).toArray(String[]::new));
    }
  }
}
