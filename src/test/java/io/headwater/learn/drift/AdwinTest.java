package io.headwater.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdwinTest {
  private static final double DELTA = 0.002;

  /** Values, by index, that are 1 with a chance that depends on the index. */
  private static IntToDoubleFunction coins(long seed, IntToDoubleFunction chance) {
    SplittableRandom random = new SplittableRandom(seed);
    return i -> random.nextDouble() < chance.applyAsDouble(i) ? 1 : 0;
  }

  /** Indices at which a rise was told. */
  private static List<Integer> rises(ChangeDetector detector, int count, IntToDoubleFunction at) {
    List<Integer> rises = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (detector.add(at.applyAsDouble(i), i) != null) {
        rises.add(i);
      }
    }
    return rises;
  }

  /** The example of river, scikit-multiflow and CapyMOA: change at 1000, found at 1023, once. */
  @Test
  void thePublishedExampleIsFoundWhereOtherProgrammesFindIt() {
    SplittableRandom random = new SplittableRandom(1);
    IntToDoubleFunction values = i -> i < 1000 ? random.nextInt(2) : 4 + random.nextInt(4);
    assertThat(rises(new Adwin(DELTA), 2000, values)).containsExactly(1023);
  }

  /** Theorem 3.1 allows one false cut in 1/δ looks; the bound is known to be cautious. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3})
  void aConstantMeanIsRarelyTakenForAChange(double delta) {
    int sequences = 100;
    int length = 4000;
    int falseRises = 0;
    for (int s = 0; s < sequences; s++) {
      falseRises += rises(new Adwin(delta), length, coins(s, i -> 0.3)).size();
    }
    double looks = (double) sequences * length / Adwin.CLOCK;
    assertThat(falseRises / looks).isLessThan(delta / 10);
  }

  @Test
  void theWindowGrowsWhileNothingChangesAndMemoryWithItsLogarithm() {
    Adwin detector = new Adwin(DELTA);
    int length = 100_000;
    assertThat(rises(detector, length, coins(3, i -> 0.3))).isEmpty();
    assertThat(detector.width()).isEqualTo(length);
    assertThat(detector.mean()).isCloseTo(0.3, within(0.01));
    int sizes = (int) Math.ceil(Math.log(length) / Math.log(2));
    assertThat(detector.buckets())
        .isLessThanOrEqualTo(ExponentialHistogram.BUCKETS_PER_SIZE * sizes);
  }

  /** The part since the change must have about the size at which the bound falls below the rise. */
  @Test
  void aSmallerRiseTakesLongerByTheSquareOfItsSize() {
    double last = 0;
    for (double rise : new double[] {0.4, 0.2, 0.1}) {
      double delay = 0;
      int sequences = 40;
      for (int s = 0; s < sequences; s++) {
        IntToDoubleFunction values = coins(100 + s, i -> i < 4000 ? 0.2 : 0.2 + rise);
        List<Integer> found = rises(new Adwin(DELTA), 8000, values);
        assertThat(found).isNotEmpty();
        assertThat(found.get(0)).isGreaterThanOrEqualTo(4000);
        delay += (found.get(0) - 4000.0) / sequences;
      }
      double trust = Math.log(2 * Math.log(4000) / DELTA);
      double deviation = Math.sqrt(0.2 * 0.8);
      double root = deviation + Math.sqrt(deviation * deviation + 4 * rise / 3);
      double needed = trust * root * root / (2 * rise * rise);
      assertThat(delay).isBetween(0.5 * needed, 1.5 * needed + Adwin.CLOCK);
      assertThat(delay).isGreaterThan(2 * last);
      last = delay;
    }
  }

  @Test
  void aSlowRiseIsFoundSoonerTheSteeperItIs() {
    double last = Double.POSITIVE_INFINITY;
    for (double slope : new double[] {1e-4, 2e-4, 4e-4}) {
      IntToDoubleFunction values =
          coins(7, i -> 0.2 + slope * Math.max(0, Math.min(i - 4000, 0.7 / slope)));
      int found = rises(new Adwin(DELTA), 12_000, values).get(0);
      assertThat(found).isBetween(4000, 4000 + (int) (0.7 / slope));
      assertThat((double) found).isLessThan(last);
      last = found;
    }
  }

  @Test
  void aFallIsFollowedInSilence() {
    Adwin detector = new Adwin(DELTA);
    assertThat(rises(detector, 6000, coins(5, i -> i < 4000 ? 0.8 : 0.3))).isEmpty();
    assertThat(detector.width()).isBetween(1900L, 2100L);
    assertThat(detector.mean()).isCloseTo(0.3, within(0.05));
  }

  @Test
  void aChangeIsToldWithItsPlaceAndItsSize() {
    Adwin detector = new Adwin(DELTA);
    IntToDoubleFunction values = coins(6, i -> i < 3000 ? 0.2 : 0.6);
    Change change = null;
    for (int i = 0; change == null; i++) {
      change = detector.add(values.applyAsDouble(i), 10L * i);
    }
    assertThat(change.sinceMicros() / 10.0).isCloseTo(3000, within(20.0));
    assertThat(change.before()).isCloseTo(0.2, within(0.03));
    assertThat(change.after()).isCloseTo(0.6, within(0.2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 17, 3001, 3050})
  void aRestoredDetectorTellsTheSameAtTheSameValue(int cut) {
    IntToDoubleFunction chance = i -> i < 3000 ? 0.2 : 0.5;
    List<Integer> expected = rises(new Adwin(DELTA), 4000, coins(8, chance));
    IntToDoubleFunction values = coins(8, chance);
    Adwin before = new Adwin(DELTA);
    List<Integer> found = rises(before, cut, values);
    StateWriter out = new StateWriter(1, 1, "");
    before.write(out);
    Adwin after = new Adwin(DELTA);
    StateReader in = new StateReader(out.toBytes(), 1, 1, "");
    after.read(in);
    in.finish();
    rises(after, 4000 - cut, i -> values.applyAsDouble(cut + i)).forEach(i -> found.add(cut + i));
    assertThat(expected).isNotEmpty();
    assertThat(found).isEqualTo(expected);
  }
}
