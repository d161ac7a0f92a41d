package io.headwater.suite.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.headwater.evaluate.SubjectMean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares features of two finished runs of the recordings' suite, such as latents of one
 * configuration with principal components of another, person by person:
 *
 * <pre>{@code
 * RecordingComparison FOLDER "latents" OTHER-FOLDER "principal components"
 * }</pre>
 *
 * <p>Each person's score is the mean over seeds; people without a score in both do not count.
 */
final class RecordingComparison {
  private RecordingComparison() {}

  public static void main(String[] args) throws IOException {
    List<FoldResult> ours = read(Path.of(args[0]));
    List<FoldResult> others = read(Path.of(args[2]));
    SortedSet<String> rows = new TreeSet<>();
    ours.forEach(fold -> rows.add(fold.row()));
    for (String row : rows) {
      Map<String, Double> own = scores(ours, row, args[1]);
      Map<String, Double> other = scores(others, row, args[3]);
      own.keySet().retainAll(other.keySet());
      double[] a = own.values().stream().mapToDouble(Double::doubleValue).toArray();
      double[] b = own.keySet().stream().mapToDouble(other::get).toArray();
      SubjectMean difference = SubjectMean.ofDifferences(a, b);
      System.out.printf(
          "%s: %s %.3f, %s %.3f, better by %.3f (%.3f to %.3f), %d people%n",
          row,
          args[1],
          SubjectMean.of(a).mean(),
          args[3],
          SubjectMean.of(b).mean(),
          difference.mean(),
          difference.low(),
          difference.high(),
          difference.subjects());
    }
  }

  private static Map<String, Double> scores(List<FoldResult> folds, String row, String feature) {
    Map<String, List<Double>> seeds = new TreeMap<>();
    for (FoldResult fold : folds) {
      if (fold.row().equals(row)) {
        fold.scores()
            .get(feature)
            .forEach((who, score) -> seeds.computeIfAbsent(who, w -> new ArrayList<>()).add(score));
      }
    }
    Map<String, Double> means = new TreeMap<>();
    seeds.forEach(
        (who, all) ->
            means.put(who, all.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
    return means;
  }

  private static List<FoldResult> read(Path folder) throws IOException {
    List<FoldResult> folds = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("folds.jsonl"))) {
      try {
        folds.add(FoldResult.parse(line));
      } catch (JsonProcessingException e) {
        throw new IOException("A line of " + folder + "/folds.jsonl is none of a fold.", e);
      }
    }
    return folds;
  }
}
