package io.headwater.suite.recording;

import io.headwater.evaluate.BalancedAccuracy;
import io.headwater.evaluate.Correlation;
import io.headwater.evaluate.LinearProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Fits probes to windows of some people and scores them on those of others. */
final class ProbeScoring {
  /** Fewer labelled windows of a person tell nothing. */
  private static final int FEWEST_WINDOWS = 10;

  /**
   * Later windows of a person are asked who it is; the earlier ones are fitted in so many parts.
   */
  private static final int IDENTITY_PARTS = 4;

  private final List<String> subjects;
  private final double[] targets;
  private final int classes;
  private final Set<String> heldOut;

  /**
   * @param subjects of each window, in order of time within a subject
   * @param targets of each window, NaN where unknown
   * @param classes how many; 0 for a quantity
   * @param heldOut people to score on
   */
  ProbeScoring(List<String> subjects, double[] targets, int classes, Set<String> heldOut) {
    this.subjects = subjects;
    this.targets = targets;
    this.classes = classes;
    this.heldOut = heldOut;
  }

  /** Score of each held-out person who has enough labelled windows. */
  Map<String, Double> scores(double[][] features) {
    int[] fitted = known(false);
    LinearProbe probe = fit(features, fitted);
    Map<String, Double> scores = new LinkedHashMap<>();
    for (String subject : new TreeSet<>(heldOut)) {
      int[] own = of(subject);
      if (own.length >= FEWEST_WINDOWS) {
        double[][] predicted =
            Arrays.stream(own).mapToObj(r -> probe.predict(features[r])).toArray(double[][]::new);
        double score = classes > 0 ? accuracy(own, predicted).accuracy() : follows(own, predicted);
        scores.put(subject, score);
      }
    }
    return scores;
  }

  /** What guessing reaches for each held-out person. */
  Map<String, Double> chance() {
    Map<String, Double> chance = new LinkedHashMap<>();
    for (String subject : new TreeSet<>(heldOut)) {
      int[] own = of(subject);
      if (own.length >= FEWEST_WINDOWS) {
        chance.put(
            subject, classes > 0 ? accuracy(own, new double[own.length][classes]).chance() : 0);
      }
    }
    return chance;
  }

  /**
   * How well the people who were learned from can be told apart on the later half of each one's
   * windows; chance is one over their number.
   */
  double identity(double[][] features) {
    List<String> people =
        subjects.stream().filter(s -> !heldOut.contains(s)).distinct().sorted().toList();
    List<Integer> early = new ArrayList<>();
    List<Integer> late = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (String person : people) {
      int[] own =
          IntStream.range(0, subjects.size()).filter(r -> subjects.get(r).equals(person)).toArray();
      for (int i = 0; i < own.length; i++) {
        boolean first = i < own.length / 2;
        (first ? early : late).add(own[i]);
        if (first) {
          parts.add("part " + i * IDENTITY_PARTS / Math.max(1, own.length / 2));
        }
      }
    }
    double[][] rows = early.stream().map(r -> features[r]).toArray(double[][]::new);
    double[][] who =
        early.stream()
            .map(r -> oneHot(people.indexOf(subjects.get(r)), people.size()))
            .toArray(double[][]::new);
    double[] equal = new double[rows.length];
    Arrays.fill(equal, 1);
    LinearProbe probe = LinearProbe.fit(new LinearProbe.Rows(rows, who, equal, parts));
    int[] truth = late.stream().mapToInt(r -> people.indexOf(subjects.get(r))).toArray();
    int[] said = late.stream().mapToInt(r -> greatest(probe.predict(features[r]))).toArray();
    return BalancedAccuracy.of(truth, said, people.size()).accuracy();
  }

  private LinearProbe fit(double[][] features, int[] rows) {
    double[][] x = Arrays.stream(rows).mapToObj(r -> features[r]).toArray(double[][]::new);
    double[][] y =
        Arrays.stream(rows)
            .mapToObj(
                r -> classes > 0 ? oneHot((int) targets[r], classes) : new double[] {targets[r]})
            .toArray(double[][]::new);
    List<String> groups = Arrays.stream(rows).mapToObj(subjects::get).toList();
    return LinearProbe.fit(new LinearProbe.Rows(x, y, weights(rows), groups));
  }

  /** Each class weighs the same; windows of a quantity do. */
  private double[] weights(int[] rows) {
    Map<Integer, Integer> count = new HashMap<>();
    for (int r : rows) {
      count.merge(classes > 0 ? (int) targets[r] : 0, 1, Integer::sum);
    }
    return Arrays.stream(rows)
        .mapToDouble(
            r ->
                (double) rows.length
                    / (count.size() * count.get(classes > 0 ? (int) targets[r] : 0)))
        .toArray();
  }

  private BalancedAccuracy accuracy(int[] rows, double[][] predicted) {
    int[] truth = Arrays.stream(rows).map(r -> (int) targets[r]).toArray();
    int[] said = Arrays.stream(predicted).mapToInt(ProbeScoring::greatest).toArray();
    return BalancedAccuracy.of(truth, said, classes);
  }

  private double follows(int[] rows, double[][] predicted) {
    double[] truth = Arrays.stream(rows).mapToDouble(r -> targets[r]).toArray();
    double[] said = Arrays.stream(predicted).mapToDouble(p -> p[0]).toArray();
    return Correlation.PEARSON.between(truth, said);
  }

  private int[] known(boolean ofHeldOut) {
    return IntStream.range(0, targets.length)
        .filter(r -> !Double.isNaN(targets[r]) && heldOut.contains(subjects.get(r)) == ofHeldOut)
        .toArray();
  }

  private int[] of(String subject) {
    return Arrays.stream(known(true)).filter(r -> subjects.get(r).equals(subject)).toArray();
  }

  private static double[] oneHot(int at, int length) {
    double[] row = new double[length];
    row[at] = 1;
    return row;
  }

  private static int greatest(double[] values) {
    return IntStream.range(0, values.length).reduce(0, (a, b) -> values[b] > values[a] ? b : a);
  }
}
