package io.headwater.suite;

import io.headwater.wire.files.LatentsCsv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** {@code latents.csv} as a replay wrote it: estimates by subject and window. */
final class FinalLatents {
  private final Map<Window, double[][]> estimates = new HashMap<>();

  private record Window(String subject, long startMicros) {}

  /**
   * @param file a {@code latents.csv}
   * @param latents modality → number of its latents, in declared order
   * @throws IOException when the file cannot be read or lacks a column
   */
  static FinalLatents read(Path file, Map<String, Integer> latents) throws IOException {
    FinalLatents read = new FinalLatents();
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = format.parse(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
      Map<String, Integer> columns = rows.getHeaderMap();
      List<int[]> places =
          latents.entrySet().stream().map(m -> places(m.getKey(), m.getValue(), columns)).toList();
      for (CSVRecord row : rows) {
        read.add(row, places);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("The latents in %s cannot be read: %s".formatted(file, e.getMessage()));
    }
    return read;
  }

  private static int[] places(String modality, int latents, Map<String, Integer> columns) {
    int[] places = new int[latents];
    for (int k = 0; k < latents; k++) {
      Integer place = columns.get(modality + ".z" + k);
      if (place == null) {
        throw new IllegalArgumentException("column %s.z%d is missing.".formatted(modality, k));
      }
      places[k] = place;
    }
    return places;
  }

  private void add(CSVRecord row, List<int[]> places) {
    double[][] values = new double[places.size()][];
    for (int m = 0; m < values.length; m++) {
      values[m] = new double[places.get(m).length];
      for (int k = 0; k < values[m].length; k++) {
        values[m][k] = Double.parseDouble(row.get(places.get(m)[k]));
      }
    }
    long start = LatentsCsv.micros(row.get("window_start"));
    estimates.put(new Window(row.get("subject"), start), values);
  }

  /** Estimated latents, modality × component, of the window of a subject that begins then. */
  Optional<double[][]> at(String subject, long startMicros) {
    return Optional.ofNullable(estimates.get(new Window(subject, startMicros)));
  }

  int windows() {
    return estimates.size();
  }
}
