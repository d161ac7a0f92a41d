package io.headwater.learn;

import io.headwater.config.DriftConfig;
import io.headwater.config.DriftConfig.Detector;
import io.headwater.config.DriftConfig.Policy;
import io.headwater.config.LearningConfig;
import io.headwater.estimator.ScenarioWindows;
import io.headwater.estimator.sun.SunEstimator;
import io.headwater.estimator.sun.SunSettings;
import io.headwater.learn.drift.DriftAlarm;
import io.headwater.learn.drift.DriftWatch;
import io.headwater.simulate.scenario.Sampling;
import io.headwater.simulate.scenario.Sampling.Arrangement;
import io.headwater.simulate.scenario.ScenarioPreset;
import io.headwater.simulate.scenario.ScenarioSettings;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How soon a changed mechanism is noticed, how often an alarm is false, and what the policies do
 * for the loss; a programme to be run by hand, never a test. Arguments: the first and the last
 * seed.
 *
 * <p>Per seed, the streams of scenarios s1 and s-plus with other mechanisms (same links) from row
 * {@value #CHANGE} on; s3 without change, subjects in turn and one after the other with half of
 * each root's variance fixed per subject; and s3 with change, solved before it, under each policy.
 * Detectors other than the learner's own read the losses it gave out, which policy none leaves as
 * they are.
 */
final class DriftStudy {
  private static final int ROWS = 8000;
  private static final int CHANGE = 5000;
  private static final int STEADY_ROWS = 10_000;
  private static final double SUBJECT_SHIFT = 0.5;

  /** Windows after the change over which losses are averaged: while it is noticed, and later. */
  private static final int[] SPANS = {0, 1000, 2000, 3000};

  private static final List<DriftConfig> DETECTORS =
      List.of(
          new DriftConfig(Detector.ADWIN, null, null, null, null),
          new DriftConfig(Detector.PAGE_HINKLEY, null, null, null, null));

  private final Map<String, List<Double>> delays = new TreeMap<>();
  private final Map<String, List<Double>> errors = new TreeMap<>();
  private final Map<String, Integer> missed = new TreeMap<>();
  private final Map<String, Integer> falseAlarms = new TreeMap<>();
  private final Map<String, Integer> quietWindows = new TreeMap<>();
  private final Map<String, List<Double>> losses = new TreeMap<>();

  /** What a stream of windows was, and how it was learned. */
  private record Stream(List<AlignedWindow> windows, ScenarioWindows scenario) {}

  private DriftStudy() {}

  public static void main(String[] seeds) {
    DriftStudy study = new DriftStudy();
    for (long seed = Long.parseLong(seeds[0]); seed <= Long.parseLong(seeds[1]); seed++) {
      study.run(seed);
    }
    study.print();
  }

  private void run(long seed) {
    for (String id : List.of("s1", "s-plus")) {
      Stream stream = stream(id, seed, ROWS, CHANGE, Arrangement.SHUFFLED, 0);
      detect(id + " changed", stream, learn(stream, seed, Policy.NONE, false), CHANGE);
    }
    Stream turns = stream("s3", seed, STEADY_ROWS, -1, Arrangement.SHUFFLED, 0);
    detect("s3 in turn", turns, learn(turns, seed, Policy.NONE, false), STEADY_ROWS);
    Stream people = stream("s3", seed, STEADY_ROWS, -1, Arrangement.BY_SUBJECT, SUBJECT_SHIFT);
    detect("s3 by subject", people, learn(people, seed, Policy.NONE, false), STEADY_ROWS);
    Stream changed = stream("s3", seed, ROWS, CHANGE, Arrangement.SHUFFLED, 0);
    for (Policy policy : Policy.values()) {
      List<LatentRecord> scored = learn(changed, seed, policy, true);
      if (policy == Policy.NONE) {
        detect("s3 changed", changed, scored, CHANGE);
      }
      for (int span = 1; span < SPANS.length; span++) {
        double mean = meanLoss(scored, CHANGE + SPANS[span - 1], CHANGE + SPANS[span]);
        add(losses, policy + " " + SPANS[span - 1], mean);
        System.out.printf(
            Locale.ROOT, "%s from %d: cross loss %.3f%n", policy, SPANS[span - 1], mean);
      }
    }
    System.out.printf("seed %d done%n", seed);
  }

  private static Stream stream(
      String id, long seed, int rows, int change, Arrangement arrangement, double shift) {
    ScenarioSettings settings = ScenarioPreset.of(id).settings(seed).withSamples(rows);
    Sampling sampling =
        settings
            .sampling()
            .withDriftAt(change)
            .withArrangement(arrangement)
            .withSubjectShift(shift);
    ScenarioWindows scenario = new ScenarioWindows(settings.withSampling(sampling));
    return new Stream(scenario.windows(0, rows), scenario);
  }

  /**
   * @param solved whether the graph is solved after the first 1000 windows, by a short solve;
   *     ordinary steps are small from then on
   */
  private static List<LatentRecord> learn(Stream stream, long seed, Policy policy, boolean solved) {
    DriftConfig drift = new DriftConfig(Detector.ADWIN, null, null, policy, null);
    LearningConfig learning =
        new LearningConfig(
            null,
            null,
            null,
            null,
            null,
            solved ? 1000L : 1_000_000L,
            1_000_000L,
            1_000_000L,
            1_000_000L,
            null,
            null,
            drift);
    SunSettings settings = SunSettings.defaults().withReplicas(1).withRefitSteps(30);
    LearnCase.Collected out = new LearnCase.Collected();
    try (StreamLearner learner =
        new StreamLearner(
            SunEstimator.create(stream.scenario.shapes(), settings, seed), null, learning, seed)) {
      learner.accept(stream.windows, out);
    }
    return out.latents;
  }

  /**
   * @param change row of the first window of the new kind; the number of rows when there is none
   */
  private void detect(String name, Stream stream, List<LatentRecord> scored, int change) {
    for (DriftConfig detector : DETECTORS) {
      String key = name + " | " + detector.detector();
      DriftWatch watch = new DriftWatch(detector);
      boolean noticed = false;
      for (int row = 0; row < scored.size(); row++) {
        var estimate = scored.get(row).estimate();
        DriftAlarm alarm =
            watch.observe(estimate.loss(), estimate.crossLoss(), scored.get(row).windowEnd());
        if (alarm != null && row < change) {
          falseAlarms.merge(key, 1, Integer::sum);
        } else if (alarm != null && !noticed) {
          noticed = true;
          add(delays, key, row - change);
          add(errors, key, rowOf(stream, alarm.sinceMicros()) - change);
        }
      }
      quietWindows.merge(key, change, Integer::sum);
      System.out.printf(
          "%s: false alarms so far %d, delay %s%n",
          key, falseAlarms.getOrDefault(key, 0), noticed ? last(delays.get(key)) : "-");
      missed.merge(key, noticed || change == scored.size() ? 0 : 1, Integer::sum);
    }
  }

  private static double last(List<Double> values) {
    return values.get(values.size() - 1);
  }

  private static int rowOf(Stream stream, long endMicros) {
    int row = 0;
    while (stream.windows.get(row).endMicros() < endMicros) {
      row++;
    }
    return row;
  }

  private static void add(Map<String, List<Double>> values, String key, double value) {
    values.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }

  private static double meanLoss(List<LatentRecord> scored, int from, int to) {
    return scored.subList(from, to).stream()
        .mapToDouble(record -> record.estimate().crossLoss())
        .average()
        .orElseThrow();
  }

  private void print() {
    System.out.println("stream | detector | noticed | delay mean (sd, max) | median error of");
    System.out.println("the change's place | false alarms | in windows | per 10,000");
    for (String key : quietWindows.keySet()) {
      double[] delay = array(delays, key);
      double[] error = Arrays.stream(array(errors, key)).map(Math::abs).toArray();
      int alarms = falseAlarms.getOrDefault(key, 0);
      System.out.printf(
          Locale.ROOT,
          "| %s | %d, missed %d | %.0f (%.0f, %.0f) | %.0f | %d | %d | %.2f |%n",
          key,
          delay.length,
          missed.get(key),
          mean(delay),
          deviation(delay),
          Arrays.stream(delay).max().orElse(Double.NaN),
          median(error),
          alarms,
          quietWindows.get(key),
          1e4 * alarms / quietWindows.get(key));
    }
    System.out.println("policy and windows since the change | cross loss | less none, paired (sd)");
    for (String key : losses.keySet()) {
      double[] loss = array(losses, key);
      double[] none = array(losses, Policy.NONE + key.substring(key.indexOf(' ')));
      double[] gain = new double[loss.length];
      Arrays.setAll(gain, i -> loss[i] - none[i]);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.3f | %+.3f (%.3f) |%n",
          key,
          mean(loss),
          mean(gain),
          deviation(gain));
    }
  }

  private static double[] array(Map<String, List<Double>> values, String key) {
    return values.getOrDefault(key, List.of()).stream().mapToDouble(v -> v).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
  }
}
