package io.headwater.suite.recording;

import io.headwater.evaluate.SubjectMean;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All folds and seeds of a row, taken together by person: seeds of a person are averaged first. */
record RowScores(RecordingRow row, List<FoldResult> folds) {
  RowScores {
    folds = List.copyOf(folds);
  }

  List<String> people() {
    return List.copyOf(
        new TreeSet<>(folds.stream().flatMap(f -> f.chance().keySet().stream()).toList()));
  }

  List<Long> seeds() {
    return folds.stream().map(FoldResult::seed).distinct().sorted().toList();
  }

  SubjectMean score(FeatureSet features) {
    return SubjectMean.of(byPerson(features));
  }

  /** How much better the learned features are than others, person by person. */
  SubjectMean gain(FeatureSet learned, FeatureSet other) {
    return SubjectMean.ofDifferences(byPerson(learned), byPerson(other));
  }

  double[] byPerson(FeatureSet features) {
    return people().stream().mapToDouble(p -> mean(folds.stream(), features, p)).toArray();
  }

  /** Mean over people for one seed. */
  double ofSeed(FeatureSet features, long seed) {
    return people().stream()
        .mapToDouble(p -> mean(folds.stream().filter(f -> f.seed() == seed), features, p))
        .filter(v -> !Double.isNaN(v))
        .average()
        .orElse(Double.NaN);
  }

  double chance() {
    return people().stream()
        .mapToDouble(
            p ->
                folds.stream()
                    .filter(f -> f.chance().containsKey(p))
                    .mapToDouble(f -> f.chance().get(p))
                    .average()
                    .orElse(Double.NaN))
        .average()
        .orElse(Double.NaN);
  }

  double identity(FeatureSet features) {
    return folds.stream()
        .mapToDouble(f -> f.identity().get(features.label()))
        .average()
        .orElse(Double.NaN);
  }

  double identityChance() {
    return folds.stream().mapToDouble(f -> 1.0 / f.people()).average().orElse(Double.NaN);
  }

  double seconds() {
    return folds.stream().mapToDouble(FoldResult::seconds).average().orElse(Double.NaN);
  }

  private static double mean(Stream<FoldResult> folds, FeatureSet features, String person) {
    return folds
        .map(f -> f.scores().get(features.label()).get(person))
        .filter(score -> score != null)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }
}
