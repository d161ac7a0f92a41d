package io.headwater.wire.files;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ModalityShape;
import io.headwater.learn.LatentRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * {@code latents.csv}: {@code subject,window_start,window_end,<modality>.z0…,<modality>.eta0…}, one
 * row per window, posterior means, ISO-8601 times in UTC. Where a modality was absent its cells
 * hold the mean given the other modalities; {@code latents.avro} tells which were present. Where
 * latents are counted there are columns for as many as may be chosen; those beyond the count stay
 * empty.
 */
public final class LatentsCsv implements RecordWriter<LatentRecord> {
  private final CSVPrinter csv;
  private final List<ModalityShape> shapes;

  /**
   * @param shapes the modalities, in declared order, with the greatest number of latents each
   */
  public LatentsCsv(Path file, List<ModalityShape> shapes) throws IOException {
    this.shapes = List.copyOf(shapes);
    csv =
        new CSVPrinter(
            Files.newBufferedWriter(file, StandardCharsets.UTF_8),
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get());
    csv.printRecord(header(shapes));
  }

  private static List<String> header(List<ModalityShape> shapes) {
    List<String> columns = new ArrayList<>(List.of("subject", "window_start", "window_end"));
    for (ModalityShape shape : shapes) {
      for (int i = 0; i < shape.latents(); i++) {
        columns.add(shape.name() + ".z" + i);
      }
      for (int i = 0; i < shape.exogenous(); i++) {
        columns.add(shape.name() + ".eta" + i);
      }
    }
    return columns;
  }

  @Override
  public void write(LatentRecord latent) throws IOException {
    List<Object> row = new ArrayList<>();
    row.add(latent.subject());
    row.add(time(latent.windowStart()));
    row.add(time(latent.windowEnd()));
    for (int m = 0; m < shapes.size(); m++) {
      ModalityEstimate modality = latent.estimate().modalities().get(m);
      for (float value : modality.mean()) {
        row.add(value);
      }
      row.addAll(Collections.nCopies(shapes.get(m).latents() - modality.mean().length, ""));
      for (float value : modality.exogenousMean()) {
        row.add(value);
      }
    }
    csv.printRecord(row);
  }

  static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
