package io.headwater.simulate;

import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes Headwater's CSV form: {@code <modality>.csv} with header {@code subject,time,<channel…>},
 * ISO-8601 times in UTC, NaN as an empty cell, rows in order of arrival.
 *
 * <p>A chunk with too few channels gives rows with too few cells, and infinite samples are written
 * as such: a reader has to refuse them, as it must. The form has no room for second deliveries or
 * late chunks; write a ward with {@link Faults#ofFiles} unless a reader's refusals are the point.
 */
public final class CsvChunkSink implements ChunkSink {
  private final Map<String, CSVPrinter> files = new LinkedHashMap<>();

  public CsvChunkSink(Path folder, List<Modality> modalities) throws IOException {
    Files.createDirectories(folder);
    try {
      for (Modality modality : modalities) {
        CSVPrinter csv = CsvText.open(folder.resolve(modality.name() + ".csv"));
        files.put(modality.name(), csv);
        List<String> header = new ArrayList<>(List.of("subject", "time"));
        header.addAll(modality.channels());
        csv.printRecord(header);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void accept(SensorChunk chunk) throws IOException {
    CSVPrinter csv = files.get(chunk.modality());
    if (csv == null) {
      throw new IllegalArgumentException(
          "Chunk %d of subject '%s' carries modality '%s', for which no file was opened (open: %s)."
              .formatted(chunk.sequence(), chunk.subject(), chunk.modality(), files.keySet()));
    }
    int width = chunk.channels().size();
    for (int row = 0; row < chunk.samples(); row++) {
      csv.print(chunk.subject());
      csv.print(CsvText.time(chunk.timeMicros(row)));
      for (int c = 0; c < width; c++) {
        float value = chunk.values()[row * width + c];
        csv.print(Float.isNaN(value) ? "" : Float.toString(value));
      }
      csv.println();
    }
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (CSVPrinter csv : files.values()) {
      try {
        csv.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
