package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables and headings of {@code src/docs/metrics.md}. */
final class MetricsGuide {
  private static final Path GUIDE = Path.of("src/docs/metrics.md");

  /** A metric of ours: its name and the labels it has beside Flink's. */
  record Own(String name, Set<String> labels) {}

  private MetricsGuide() {}

  static List<Own> own() {
    return rows("## Headwater's own").stream()
        .map(
            cells -> {
              assertThat(cells).as(cells.get(0)).hasSize(5).noneMatch(String::isBlank);
              String labels = cells.get(2);
              return new Own(
                  cells.get(0),
                  labels.equals("none")
                      ? Set.of()
                      : Arrays.stream(labels.split(", ")).collect(Collectors.toSet()));
            })
        .toList();
  }

  static List<String> flinks() {
    return rows("## Flink's own").stream().map(cells -> cells.get(0)).toList();
  }

  /** Every name that a board or an alert may use. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>(flinks());
    own()
        .forEach(
            metric -> {
              names.add(metric.name());
              if (metric.labels().contains("quantile")) {
                names.add(metric.name() + "_count");
              }
            });
    return names;
  }

  /** Headings of the alerts. */
  static List<String> alerts() {
    return text().lines().filter(l -> l.startsWith("### ")).map(l -> l.substring(4)).toList();
  }

  static String anchor(String heading) {
    return "src/docs/metrics.md#" + heading.toLowerCase(Locale.ROOT);
  }

  private static List<List<String>> rows(String heading) {
    return text()
        .lines()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `flink_"))
        .map(
            line ->
                Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                    .map(cell -> cell.strip().replace("`", ""))
                    .toList())
        .toList();
  }

  private static String text() {
    try {
      return Files.readString(GUIDE).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
