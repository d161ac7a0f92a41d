package io.headwater.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Runs side by side.
 *
 * @param runs their names
 * @param rows one per measure
 * @param readings verdict of each run by modality
 * @param matches latents of the first run matched with those of each other run
 * @param differences keys of {@code run.json}'s configuration in which runs differ, as lines; none
 *     where a run left no such file
 */
public record Comparison(
    List<String> runs,
    List<Row> rows,
    Map<String, List<String>> readings,
    List<RunMatch> matches,
    Map<String, List<String>> differences) {

  /**
   * @param values one per run; NaN where a run does not have it
   */
  public record Row(String name, List<Double> values) {}

  static Comparison of(List<RunReport> runs, List<RunMatch> matches) {
    List<Row> rows = new ArrayList<>();
    add(rows, runs, "windows", "windows");
    add(rows, runs, "optimiser steps", "steps");
    add(rows, runs, "links selected", "selected_edges");
    add(rows, runs, "prequential loss, all windows", "losses", "prequential");
    add(rows, runs, "prequential loss, last third", "losses", "last_third_prequential");
    add(rows, runs, "running mean, last third", "losses", "last_third_mean_predictor");
    add(rows, runs, "untrained network, last third", "losses", "last_third_untrained");
    add(rows, runs, "other modalities predicted, learned from", "cross_prediction", "learned");
    add(rows, runs, "other modalities predicted, held-out windows", "cross_prediction", "held_out");
    add(rows, runs, "other modalities predicted, only scored", "cross_prediction", "only_scored");
    truth(rows, runs);
    add(rows, runs, "seconds", "seconds");
    return new Comparison(
        runs.stream().map(RunReport::name).toList(),
        rows,
        readings(runs),
        matches,
        differences(runs));
  }

  private static void add(List<Row> rows, List<RunReport> runs, String name, String... path) {
    List<Double> values = runs.stream().map(r -> number(r.summary(), path)).toList();
    if (values.stream().anyMatch(Double::isFinite)) {
      rows.add(new Row(name, values));
    }
  }

  /** A number of {@code summary.json}; NaN where it has none. */
  public static double number(Map<String, Object> summary, String... path) {
    Object at = summary;
    for (String key : path) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return at instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static void truth(List<Row> rows, List<RunReport> runs) {
    Map<String, Double[]> byName = new LinkedHashMap<>();
    for (int r = 0; r < runs.size(); r++) {
      int at = r;
      runs.get(r)
          .truth()
          .ifPresent(
              t ->
                  t.measures()
                      .forEach(
                          m -> {
                            put(byName, m.name(), runs.size(), at, m.value());
                            put(byName, m.name() + ": chance", runs.size(), at, m.chance());
                          }));
    }
    byName.forEach((name, values) -> rows.add(new Row(name, List.of(values))));
  }

  private static void put(Map<String, Double[]> to, String name, int size, int at, double value) {
    Double[] values =
        to.computeIfAbsent(
            name,
            n -> {
              Double[] none = new Double[size];
              java.util.Arrays.fill(none, Double.NaN);
              return none;
            });
    values[at] = value;
  }

  private static Map<String, List<String>> readings(List<RunReport> runs) {
    Map<String, List<String>> readings = new LinkedHashMap<>();
    runs.forEach(
        r -> r.report().readings().forEach(x -> readings.put(x.modality(), new ArrayList<>())));
    readings.forEach(
        (modality, verdicts) ->
            runs.forEach(
                r ->
                    verdicts.add(
                        r.report().readings().stream()
                            .filter(x -> x.modality().equals(modality))
                            .map(x -> x.verdict().name())
                            .findFirst()
                            .orElse("—"))));
    return readings;
  }

  /** Configurations as flat lines; what all runs share is left out. None where one is not known. */
  private static Map<String, List<String>> differences(List<RunReport> runs) {
    if (runs.stream().anyMatch(r -> r.made().isEmpty())) {
      return Map.of();
    }
    List<Map<String, String>> flat =
        runs.stream().map(r -> ConfigLines.of(r.made().orElseThrow())).toList();
    TreeSet<String> keys = new TreeSet<>();
    flat.forEach(f -> keys.addAll(f.keySet()));
    Map<String, List<String>> differences = new TreeMap<>();
    for (String key : keys) {
      List<String> values = flat.stream().map(f -> f.getOrDefault(key, "—")).toList();
      if (values.stream().distinct().count() > 1) {
        differences.put(key, values);
      }
    }
    return differences;
  }
}
