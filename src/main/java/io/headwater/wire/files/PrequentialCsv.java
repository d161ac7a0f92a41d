package io.headwater.wire.files;

import io.headwater.learn.PrequentialRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * {@code prequential.csv}: the loss each window had before it was learned, beside the running mean
 * predictor and the untrained network. Empty cells: not available yet (first mini-batch) or not
 * computed.
 */
public final class PrequentialCsv implements RecordWriter<PrequentialRecord> {
  private final CSVPrinter csv;

  public PrequentialCsv(Path file) throws IOException {
    csv =
        new CSVPrinter(
            Files.newBufferedWriter(file, StandardCharsets.UTF_8),
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get());
    csv.printRecord(
        "subject",
        "window_start",
        "window_end",
        "model_version",
        "loss",
        "mean_predictor_loss",
        "untrained_loss",
        "cross_loss");
  }

  @Override
  public void write(PrequentialRecord record) throws IOException {
    csv.printRecord(
        record.subject(),
        LatentsCsv.time(record.windowStart()),
        LatentsCsv.time(record.windowEnd()),
        record.modelVersion(),
        cell(record.loss()),
        cell(record.meanPredictorLoss()),
        cell(record.untrainedLoss()),
        cell(record.crossLoss()));
  }

  private static Object cell(double value) {
    return Double.isFinite(value) ? (Object) value : "";
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
