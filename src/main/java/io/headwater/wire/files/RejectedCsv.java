package io.headwater.wire.files;

import io.headwater.sensor.RejectedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** {@code rejected.csv}: every piece of input that was refused, why, and its bytes in Base64. */
public final class RejectedCsv implements RecordWriter<RejectedRecord> {
  private final CSVPrinter csv;

  public RejectedCsv(Path file) throws IOException {
    csv =
        new CSVPrinter(
            Files.newBufferedWriter(file, StandardCharsets.UTF_8),
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get());
    csv.printRecord("source", "position", "reason", "original_base64");
  }

  @Override
  public void write(RejectedRecord record) throws IOException {
    csv.printRecord(
        record.source(),
        record.position(),
        record.reason(),
        Base64.getEncoder().encodeToString(record.original()));
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
