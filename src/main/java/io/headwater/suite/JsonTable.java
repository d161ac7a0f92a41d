package io.headwater.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code identification.json}: what {@link MarkdownTable} shows, for scripts. */
final class JsonTable {
  private JsonTable() {}

  static String of(SuiteHeader header, List<RowSummary> table) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("suite", header.suite());
    page.put("header", header);
    page.put("rows", table.stream().map(JsonTable::row).toList());
    for (String estimator : table.stream().map(RowSummary::estimator).distinct().toList()) {
      SparsityCurve.of(table, estimator)
          .ifPresent(curve -> page.put("sparsity_curve_" + estimator, curve.means()));
    }
    try {
      return RunJson.mapper()
          .rebuild()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValueAsString(page);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A table of plain records can be written.", e);
    }
  }

  private static Map<String, Object> row(RowSummary row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("row", row.row());
    json.put("estimator", row.estimator());
    json.put("seeds", row.runs().size());
    json.put("block_r2", row.score(RunScores::blockR2));
    json.put("linear_r2", row.score(RunScores::linearR2));
    json.put("mcc_pearson", row.score(RunScores::mccPearson));
    json.put("mcc_spearman", row.score(RunScores::mccSpearman));
    json.put("chance_rotated", row.score(RunScores::chanceRotated));
    json.put("chance_rotated95", row.score(RunScores::chanceRotated95));
    json.put("chance_noise", row.score(RunScores::chanceNoise));
    json.put("corrected", row.score(RunScores::corrected));
    json.put("shd", row.score(RunScores::shd));
    json.put("shd_empty", row.score(RunScores::shdEmpty));
    json.put("shd_full", row.score(RunScores::shdFull));
    if (row.hasNodes()) {
      json.put("node_accuracy", row.of(Measure.NODE_ACCURACY));
      json.put("skeleton_errors", row.of(Measure.SKELETON_ERRORS));
    }
    if (row.hasMembership()) {
      json.put("f1", row.of(Measure.F1));
      json.put("exact", row.of(Measure.EXACT));
      json.put("false_pairs", row.of(Measure.FALSE_PAIRS));
    }
    json.put("report", row.verdict());
    json.put("seconds", row.seconds());
    json.put(
        "bars",
        Bars.of(row.row(), row.estimator()).stream().map(bar -> bar(bar, row.runs())).toList());
    json.put("runs", row.runs());
    return json;
  }

  private static Map<String, Object> bar(Bar bar, List<RunResult> runs) {
    double value = bar.value(runs);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bar", bar.text());
    json.put("value", value);
    json.put("threshold", bar.threshold());
    json.put("enough_seeds", Bar.enough(runs.size()));
    json.put("reached", bar.reached(value) && Bar.enough(runs.size()));
    return json;
  }
}
