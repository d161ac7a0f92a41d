package io.headwater.suite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The sparsity ablation: mean MCC by the share of cross links that was removed. The bar is that it
 * rises.
 *
 * @param means mean MCC at each share, sparsest last
 * @param seeds of the row that has the fewest
 */
record SparsityCurve(List<Double> means, int seeds) {
  private static final List<String> ROWS = List.of("ss-00", "ss-25", "ss-50", "ss-75");

  /** The curve of an estimator; empty unless the table has all its rows. */
  static Optional<SparsityCurve> of(List<RowSummary> table, String estimator) {
    List<RowSummary> points =
        ROWS.stream()
            .flatMap(
                id ->
                    table.stream()
                        .filter(r -> r.row().equals(id) && r.estimator().equals(estimator)))
            .toList();
    if (points.size() < ROWS.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new SparsityCurve(
            points.stream().map(row -> row.score(RunScores::mccPearson).mean()).toList(),
            points.stream().mapToInt(row -> row.runs().size()).min().orElse(0)));
  }

  boolean rises() {
    for (int i = 1; i < means.size(); i++) {
      if (!(means.get(i) > means.get(i - 1))) {
        return false;
      }
    }
    return true;
  }

  /** The means, densest first. */
  String text() {
    return String.join(
        ", ", means.stream().map(mean -> String.format(Locale.ROOT, "%.3f", mean)).toList());
  }
}
