package io.headwater.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class PageHinkleyTest {
  /** Settings of the published programmes: MOA, river, scikit-multiflow. */
  private static final double PUBLISHED_TOLERANCE = 0.005;

  private static final double PUBLISHED_THRESHOLD = 50;

  private record Found(int index, Change change) {}

  /** The first change; index −1 when there is none. */
  private static Found first(PageHinkley detector, int count, IntToDoubleFunction values) {
    for (int i = 0; i < count; i++) {
      Change change = detector.add(values.applyAsDouble(i), i);
      if (change != null) {
        return new Found(i, change);
      }
    }
    return new Found(-1, null);
  }

  private static IntToDoubleFunction uniform(long seed, IntToDoubleFunction mean) {
    SplittableRandom random = new SplittableRandom(seed);
    return i -> mean.applyAsDouble(i) + 0.3 * (random.nextDouble() - 0.5);
  }

  /** CapyMOA's example: change at 999, found at 1014. */
  @Test
  void thePublishedExampleIsFoundAsSoonAsOtherProgrammesFindIt() {
    SplittableRandom random = new SplittableRandom(1);
    IntToDoubleFunction values = i -> i < 999 ? random.nextInt(2) : 4 + random.nextInt(4);
    PageHinkley detector = new PageHinkley(PUBLISHED_TOLERANCE, PUBLISHED_THRESHOLD);
    assertThat(first(detector, 2000, values).index()).isBetween(1005, 1014);
  }

  @Test
  void aRiseIsFoundAfterThresholdOverRiseAndToldWithItsPlaceAndSize() {
    PageHinkley detector = new PageHinkley(PageHinkley.TOLERANCE, 10);
    Found found = first(detector, 4000, uniform(2, i -> i < 3000 ? 0.3 : 0.5));
    // 10 / (0.2 − 0.02), and a little more because the mean follows.
    assertThat(found.index() - 3000).isBetween(50, 65);
    assertThat((double) found.change().sinceMicros()).isCloseTo(3000, within(15.0));
    assertThat(found.change().before()).isCloseTo(0.3, within(0.02));
    assertThat(found.change().after()).isCloseTo(0.5, within(0.05));
  }

  @Test
  void neitherAConstantMeanNorAFallIsARise() {
    PageHinkley detector = new PageHinkley(PageHinkley.TOLERANCE, 10);
    assertThat(first(detector, 20_000, uniform(3, i -> 0.4)).index()).isEqualTo(-1);
    assertThat(first(detector, 20_000, uniform(4, i -> 0.2)).index()).isEqualTo(-1);
  }

  @Test
  void afterAnAlarmItBeginsAnew() {
    PageHinkley detector = new PageHinkley(PageHinkley.TOLERANCE, 10);
    first(detector, 4000, uniform(5, i -> i < 3000 ? 0.3 : 0.5));
    assertThat(first(detector, 4000, uniform(6, i -> 0.5)).index()).isEqualTo(-1);
    assertThat(first(detector, 4000, uniform(7, i -> 0.7)).index()).isBetween(45, 80);
  }
}
