package io.headwater.graph.discovery;

import io.headwater.SharedData;
import io.headwater.graph.Cpdag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Shared data sets with known causes, their true graphs, and what a reference PC found in them. */
final class CausalFiles {
  private CausalFiles() {}

  record Table(List<String> names, double[][] columns) {
    int[][] codes() {
      return Arrays.stream(columns)
          .map(column -> Arrays.stream(column).mapToInt(v -> (int) v).toArray())
          .toArray(int[][]::new);
    }
  }

  static Table table(String file) {
    List<String> lines = lines(file);
    List<String> names = List.of(lines.get(0).trim().split("\\s+"));
    double[][] columns = new double[names.size()][lines.size() - 1];
    for (int row = 1; row < lines.size(); row++) {
      String[] cells = lines.get(row).trim().split("\\s+");
      for (int c = 0; c < cells.length; c++) {
        columns[c][row - 1] = Double.parseDouble(cells[c]);
      }
    }
    return new Table(names, columns);
  }

  /** The equivalence class of the true graph. */
  static Cpdag truth(String file, List<String> names) {
    boolean[][] dag = new boolean[names.size()][names.size()];
    for (String line : lines(file)) {
      String[] words = line.trim().split("\\s+");
      if (words.length == 4 && words[2].equals("-->")) {
        dag[names.indexOf(words[1])][names.indexOf(words[3])] = true;
      }
    }
    return Cpdag.ofDag(names, dag);
  }

  /** A matrix in which −1 at (i, j) is a tail of the edge i – j at i. */
  static Cpdag reference(String file, List<String> names) {
    List<String> lines = lines(file);
    boolean[][] mark = new boolean[names.size()][names.size()];
    for (int i = 0; i < names.size(); i++) {
      String[] cells = lines.get(i).trim().split("\\s+");
      for (int j = 0; j < names.size(); j++) {
        mark[i][j] = Double.parseDouble(cells[j]) == -1;
      }
    }
    return new Cpdag(names, mark);
  }

  private static List<String> lines(String file) {
    Path path = SharedData.folder("causal").resolve(file);
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return new ArrayList<>(
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
              .lines()
              .filter(line -> !line.isBlank())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
