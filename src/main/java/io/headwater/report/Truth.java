package io.headwater.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.sensor.RecordingException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A known truth as {@code simulate} writes it: {@code latents.csv} and {@code graph.json} in one
 * folder.
 *
 * @param folder the folder itself
 * @param ids true latents by modality, in the order of the graph
 * @param edges true edges, {@code source → targets}
 */
public record Truth(Path folder, Map<String, List<String>> ids, Map<String, Set<String>> edges) {
  private static final String LATENTS = "latents.csv";
  private static final String GRAPH = "graph.json";

  /** A window by its subject and its start. */
  record Window(String subject, long startMicros) {}

  /**
   * @param folder that holds both files, or a folder with {@code truth} inside
   * @throws RecordingException when a file is missing or says nothing
   */
  public static Truth open(Path folder) throws IOException {
    Path inside = Files.exists(folder.resolve(GRAPH)) ? folder : folder.resolve("truth");
    for (String name : List.of(GRAPH, LATENTS)) {
      if (!Files.isReadable(inside.resolve(name))) {
        throw new RecordingException(
            inside.resolve(name),
            "cannot be read; a truth is a folder with graph.json and latents.csv, as simulate writes it.");
      }
    }
    if (Files.exists(inside.resolve("summary.json"))) {
      throw new RecordingException(
          inside, "is the folder of a run and no truth; estimates are not held against estimates.");
    }
    JsonNode json = new ObjectMapper().readTree(inside.resolve(GRAPH).toFile());
    Map<String, List<String>> ids = new LinkedHashMap<>();
    for (JsonNode node : json.path("nodes")) {
      ids.computeIfAbsent(node.path("modality").asText(), m -> new ArrayList<>())
          .add(node.path("id").asText());
    }
    if (ids.isEmpty()) {
      throw new RecordingException(inside.resolve(GRAPH), "names no node.");
    }
    Map<String, Set<String>> edges = new LinkedHashMap<>();
    for (JsonNode edge : json.path("edges")) {
      edges
          .computeIfAbsent(edge.path("source").asText(), s -> new LinkedHashSet<>())
          .add(edge.path("target").asText());
    }
    return new Truth(inside, ids, edges);
  }

  /** Reads the latents of all windows, by id. */
  void each(BiConsumer<Window, Map<String, Double>> to) throws IOException {
    Path file = folder.resolve(LATENTS);
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser rows = format.parse(reader)) {
      List<String> columns = rows.getHeaderNames();
      for (List<String> own : ids.values()) {
        for (String id : own) {
          if (!columns.contains(id)) {
            throw new RecordingException(file, "has no column of the true latent '" + id + "'.");
          }
        }
      }
      for (CSVRecord row : rows) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int c = 3; c < columns.size(); c++) {
          values.put(columns.get(c), Double.valueOf(row.get(c)));
        }
        Instant start = Instant.parse(row.get("window_start"));
        to.accept(
            new Window(row.get("subject"), Instant.EPOCH.until(start, ChronoUnit.MICROS)), values);
      }
    } catch (UncheckedIOException | IllegalArgumentException | java.time.DateTimeException e) {
      throw new RecordingException(file, "is no table of true latents: " + e.getMessage(), e);
    }
  }
}
