package io.headwater.wire.files;

import io.headwater.estimator.ComponentBlock;
import io.headwater.estimator.ModalityEstimate;
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
 * row per window, posterior means, ISO-8601 times in UTC; after the modalities the shared blocks.
 * Where a modality was absent its cells hold the mean given the other modalities; {@code
 * latents.avro} tells which were present. Where latents are counted there are columns for as many
 * as may be chosen; those beyond the count stay empty.
 */
public final class LatentsCsv implements RecordWriter<LatentRecord> {
  private final CSVPrinter csv;
  private final List<ComponentBlock> blocks;

  /**
   * @param blocks modalities and shared blocks, in declared order, with the greatest number of
   *     latents each
   */
  public LatentsCsv(Path file, List<ComponentBlock> blocks) throws IOException {
    this.blocks = List.copyOf(blocks);
    csv =
        new CSVPrinter(
            Files.newBufferedWriter(file, StandardCharsets.UTF_8),
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get());
    csv.printRecord(header(blocks));
  }

  private static List<String> header(List<ComponentBlock> blocks) {
    List<String> columns = new ArrayList<>(List.of("subject", "window_start", "window_end"));
    for (ComponentBlock block : blocks) {
      for (int i = 0; i < block.latents(); i++) {
        columns.add(block.name() + ".z" + i);
      }
      for (int i = 0; i < block.exogenous(); i++) {
        columns.add(block.name() + ".eta" + i);
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
    for (int m = 0; m < blocks.size(); m++) {
      ModalityEstimate modality = latent.estimate().modalities().get(m);
      for (float value : modality.mean()) {
        row.add(value);
      }
      row.addAll(Collections.nCopies(blocks.get(m).latents() - modality.mean().length, ""));
      for (float value : modality.exogenousMean()) {
        row.add(value);
      }
    }
    csv.printRecord(row);
  }

  /**
   * Microseconds since the epoch.
   *
   * @throws java.time.format.DateTimeParseException when it is no ISO-8601 time in UTC
   */
  public static long micros(String time) {
    return Instant.EPOCH.until(Instant.parse(time), ChronoUnit.MICROS);
  }

  static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
