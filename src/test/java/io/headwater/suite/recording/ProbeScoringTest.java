package io.headwater.suite.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Twelve people, each with a level of their own; what they do moves the first feature. */
class ProbeScoringTest {
  private static final int PEOPLE = 12;
  private static final int EACH = 60;
  private static final Set<String> HELD_OUT = Set.of("p0", "p4", "p8");

  private final List<String> subjects = new ArrayList<>();
  private final double[] targets = new double[PEOPLE * EACH];
  private final double[][] told = new double[PEOPLE * EACH][];
  private final double[][] blind = new double[PEOPLE * EACH][];
  private final double[][] personal = new double[PEOPLE * EACH][];

  private void draw(int classes) {
    SplittableRandom random = new SplittableRandom(3);
    for (int r = 0; r < targets.length; r++) {
      int person = r / EACH;
      subjects.add("p" + person);
      targets[r] = classes > 0 ? random.nextInt(classes) : random.nextGaussian();
      told[r] = new double[] {targets[r] + 0.1 * random.nextGaussian(), random.nextGaussian()};
      blind[r] = new double[] {random.nextGaussian(), random.nextGaussian()};
      personal[r] = new double[PEOPLE];
      personal[r][person] = 1 + 0.1 * random.nextGaussian();
    }
  }

  private static double mean(Iterable<Double> values) {
    double sum = 0;
    int count = 0;
    for (double value : values) {
      sum += value;
      count++;
    }
    return sum / count;
  }

  @Test
  void classesThatFeaturesTellAreFoundOnHeldOutPeopleAndOthersAreAtChance() {
    draw(2);
    ProbeScoring scoring = new ProbeScoring(subjects, targets, 2, HELD_OUT);
    assertThat(scoring.scores(told)).containsOnlyKeys(HELD_OUT);
    assertThat(mean(scoring.scores(told).values())).isGreaterThan(0.98);
    assertThat(mean(scoring.scores(blind).values())).isCloseTo(0.5, within(0.12));
    assertThat(scoring.chance().values()).containsOnly(0.5);
  }

  @Test
  void aQuantityIsFollowedWithinAPerson() {
    draw(0);
    ProbeScoring scoring = new ProbeScoring(subjects, targets, 0, HELD_OUT);
    assertThat(mean(scoring.scores(told).values())).isGreaterThan(0.98);
    assertThat(mean(scoring.scores(blind).values())).isCloseTo(0, within(0.25));
    assertThat(scoring.chance().values()).containsOnly(0.0);
  }

  @Test
  void featuresThatGiveAPersonAwayAreSeen() {
    draw(2);
    ProbeScoring scoring = new ProbeScoring(subjects, targets, 2, HELD_OUT);
    assertThat(scoring.identity(personal)).isGreaterThan(0.98);
    assertThat(scoring.identity(blind)).isCloseTo(1.0 / 9, within(0.08));
  }

  @Test
  void windowsOfHeldOutPeopleChangeNoProbe() {
    draw(2);
    double[][] other = Arrays.stream(told).map(double[]::clone).toArray(double[][]::new);
    double[] labels = targets.clone();
    for (int r = 0; r < labels.length; r++) {
      if (HELD_OUT.contains(subjects.get(r)) && !subjects.get(r).equals("p0")) {
        other[r][0] = 1e6;
        labels[r] = 1 - labels[r];
      }
    }
    double before = new ProbeScoring(subjects, targets, 2, HELD_OUT).scores(told).get("p0");
    double after = new ProbeScoring(subjects, labels, 2, HELD_OUT).scores(other).get("p0");
    assertThat(after).isEqualTo(before);
  }

  @Test
  void peopleWithFewLabelledWindowsAreLeftOut() {
    draw(2);
    for (int r = 0; r < EACH - 5; r++) {
      targets[r] = Double.NaN;
    }
    ProbeScoring scoring = new ProbeScoring(subjects, targets, 2, HELD_OUT);
    assertThat(scoring.scores(told)).containsOnlyKeys("p4", "p8");
  }
}
