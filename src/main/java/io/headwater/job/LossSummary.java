package io.headwater.job;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Prequential losses of a replay, beside their references on the same windows.
 *
 * @param windows windows that have a loss (all but the first mini-batch)
 * @param mean mean prequential loss of the model
 * @param meanPredictor the same of the running per-channel mean
 * @param untrained the same of the untrained network
 * @param lastThird mean loss over the last third of the windows
 * @param lastThirdMeanPredictor reference on the last third
 * @param lastThirdUntrained reference on the last third
 */
public record LossSummary(
    long windows,
    double mean,
    double meanPredictor,
    double untrained,
    double lastThird,
    double lastThirdMeanPredictor,
    double lastThirdUntrained) {

  private static final List<String> COLUMNS =
      List.of("loss", "mean_predictor_loss", "untrained_loss");

  /** Reads {@code prequential.csv}. */
  static LossSummary of(Path prequentialCsv) throws IOException {
    List<double[]> rows = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(prequentialCsv, StandardCharsets.UTF_8)) {
      for (CSVRecord row :
          CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
        if (!row.get("loss").isEmpty()) {
          rows.add(COLUMNS.stream().mapToDouble(c -> number(row.get(c))).toArray());
        }
      }
    }
    List<double[]> last = rows.subList(rows.size() - rows.size() / 3, rows.size());
    return new LossSummary(
        rows.size(),
        mean(rows, 0),
        mean(rows, 1),
        mean(rows, 2),
        mean(last, 0),
        mean(last, 1),
        mean(last, 2));
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  private static double mean(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(r -> r[column]).average().orElse(Double.NaN);
  }
}
