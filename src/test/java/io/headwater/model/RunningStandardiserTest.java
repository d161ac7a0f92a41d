package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RunningStandardiserTest {

  @Property(tries = 200)
  void agreesWithTwoPassesAndIsAlwaysFinite(@ForAll @Size(min = 2, max = 50) float[] raw) {
    RunningStandardiser running = new RunningStandardiser(1);
    double sum = 0;
    int count = 0;
    for (float value : raw) {
      running.observe(0, value);
      sum += Float.isFinite(value) ? value : 0;
      count += Float.isFinite(value) ? 1 : 0;
    }
    double mean = count == 0 ? 0 : sum / count;
    double size = 1;
    for (float value : raw) {
      size = Float.isFinite(value) ? Math.max(size, Math.abs(value)) : size;
      assertThat(running.standardise(0, Float.isFinite(value) ? value : 0))
          .isFinite()
          .isBetween(-RunningStandardiser.LIMIT, RunningStandardiser.LIMIT);
    }
    if (size < 1e9) { // else one may leap so far that it is an artefact
      assertThat(running.mean(0)).isCloseTo(mean, within(1e-9 * size));
    }
    assertThat(running.count(0)).isEqualTo(count);
  }

  @Test
  void anArtefactDoesNotBlindACellForLaterValues() {
    RunningStandardiser running = new RunningStandardiser(1);
    RunningStandardiser undisturbed = new RunningStandardiser(1);
    for (int i = 0; i < 1000; i++) {
      double value = 50 + Math.sin(i);
      running.observe(0, value);
      undisturbed.observe(0, value);
      if (i % 200 == 100) {
        running.observe(0, i % 400 == 100 ? Float.MAX_VALUE : -1e30);
      }
    }
    assertThat(running.standardise(0, 50.7))
        .isCloseTo(undisturbed.standardise(0, 50.7), within(0.5f));
    assertThat(running.standardise(0, 1e30)).isEqualTo(RunningStandardiser.LIMIT);
  }

  @Test
  void aChannelThatMovesForGoodIsFollowedHoweverFar() {
    RunningStandardiser running = new RunningStandardiser(1);
    for (int i = 0; i < 100; i++) {
      running.observe(0, i % 2);
    }
    for (int i = 0; i < 1000; i++) {
      running.observe(0, 1e20 + 1e18 * (i % 2));
    }
    assertThat(running.mean(0)).isBetween(0.8e20, 1.2e20);
    assertThat(running.standardise(0, 1e20)).isBetween(-1f, 1f);
  }

  @Test
  void nonFiniteValuesAreIgnored() {
    RunningStandardiser running = new RunningStandardiser(1);
    running.observe(0, Double.NaN);
    running.observe(0, Double.POSITIVE_INFINITY);
    running.observe(0, 3);
    assertThat(running.ready(0)).isFalse();
    running.observe(0, 5);
    assertThat(running.ready(0)).isTrue();
    assertThat(running.mean(0)).isEqualTo(4);
    assertThat(running.deviation(0)).isEqualTo(1);
  }

  @Test
  void constantCellStaysFiniteAndAnOutlierIsWinsorised() {
    RunningStandardiser running = new RunningStandardiser(2);
    for (int i = 0; i < 100; i++) {
      running.observe(0, 37.5);
      running.observe(1, 0);
    }
    assertThat(running.standardise(0, 37.5)).isZero();
    assertThat(running.standardise(0, 1e30)).isEqualTo(RunningStandardiser.LIMIT);
    assertThat(running.standardise(1, -1)).isEqualTo(-RunningStandardiser.LIMIT);
  }

  @Test
  void aGridIsStandardisedLikeItsValuesOneByOneAndWhatIsUnknownIsLeftAlone() {
    RunningStandardiser running = new RunningStandardiser(3);
    for (int i = 0; i < 10; i++) {
      running.observe(0, i * 0.7);
      running.observe(1, -3 + i * i);
    }
    float[] values = {1.1f, 2.2f, 3.3f, Float.NaN, 5.5f, 6.6f, 7.7f, 8.8f, 9.9f};
    byte[] present = {1, 1, 1, 1, 1, 1, 0, 1, 1};
    float[] standardised = new float[9];
    float[] marks = new float[9];
    running.standardise(values, present, standardised, marks);
    assertThat(marks).containsExactly(1, 1, 0, 0, 1, 0, 0, 1, 0);
    for (int i = 0; i < 9; i++) {
      float alone = marks[i] > 0 ? running.standardise(i % 3, values[i]) : 0;
      assertThat(standardised[i]).isEqualTo(alone);
    }
  }
}
