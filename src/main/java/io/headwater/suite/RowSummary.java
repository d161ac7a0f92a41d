package io.headwater.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One line of the table: a row, an estimator, and all its seeds.
 *
 * @param row id of the scenario
 * @param estimator kind of estimator
 * @param runs its runs, by seed
 */
record RowSummary(String row, String estimator, List<RunResult> runs) {
  RowSummary {
    runs = runs.stream().sorted(Comparator.comparingLong(r -> r.key().seed())).toList();
  }

  /** Results by row, in the order in which rows are named. */
  static List<RowSummary> of(List<SuiteRow> rows, List<RunResult> results) {
    List<RowSummary> table = new ArrayList<>();
    for (SuiteRow row : rows) {
      List<RunResult> runs = results.stream().filter(r -> r.key().suiteRow().equals(row)).toList();
      if (!runs.isEmpty()) {
        table.add(new RowSummary(row.id(), row.estimator(), runs));
      }
    }
    return table;
  }

  /** All runs of all lines, one after the other. */
  static List<RunResult> runs(List<RowSummary> table) {
    return table.stream().flatMap(line -> line.runs().stream()).toList();
  }

  Spread score(ToDoubleFunction<RunScores> measure) {
    return Spread.of(runs.stream().mapToDouble(r -> measure.applyAsDouble(r.scores())).toArray());
  }

  Spread of(Measure measure) {
    return Spread.of(measure.of(runs));
  }

  Spread seconds() {
    return of(Measure.SECONDS);
  }

  /** Whether its latents were scored in blocks. */
  boolean hasBlocks() {
    return runs.stream().anyMatch(run -> run.scores().known());
  }

  boolean hasNodes() {
    return runs.stream().anyMatch(run -> run.nodes() != null);
  }

  boolean hasMembership() {
    return runs.stream().anyMatch(run -> run.membership() != null);
  }

  /** The report's verdicts, modalities of all seeds counted together. */
  ReportVerdict verdict() {
    int component = 0;
    int block = 0;
    int none = 0;
    int undecided = 0;
    for (RunResult run : runs) {
      component += run.verdict().component();
      block += run.verdict().block();
      none += run.verdict().none();
      undecided += run.verdict().undecided();
    }
    return new ReportVerdict(component, block, none, undecided);
  }

  /** All modalities of all seeds, where the results hold them. */
  List<ModalityReading> readings() {
    return runs.stream()
        .filter(run -> run.modalities() != null)
        .flatMap(run -> run.modalities().stream())
        .toList();
  }
}
