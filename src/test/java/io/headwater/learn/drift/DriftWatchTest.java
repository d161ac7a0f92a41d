package io.headwater.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.config.DriftConfig;
import io.headwater.config.DriftConfig.Detector;
import io.headwater.learn.drift.DriftAlarm.WatchedLoss;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriftWatchTest {
  private static final int CHANGE = 1500;

  private static DriftConfig by(Detector detector) {
    return new DriftConfig(detector, null, null, null, null);
  }

  /** Skewed losses of a given size; window i alone decides. */
  private static double loss(int i, double size) {
    double normal = new SplittableRandom(91L * i + 5).nextGaussian();
    return size * Math.exp(0.5 * normal);
  }

  private static DriftAlarm run(DriftWatch watch, int from, int to, double self, double cross) {
    for (int i = from; i < to; i++) {
      DriftAlarm alarm = watch.observe(loss(i, self), loss(-i, cross), i);
      if (alarm != null) {
        return alarm;
      }
    }
    return null;
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void theLossThatRisesIsNamedWithItsSizes(Detector detector) {
    DriftWatch sensor = new DriftWatch(by(detector));
    assertThat(run(sensor, 0, CHANGE, 0.02, 0.7)).isNull();
    DriftAlarm alarm = run(sensor, CHANGE, 2 * CHANGE, 0.06, 0.7);
    assertThat(alarm.loss()).isEqualTo(WatchedLoss.RECONSTRUCTION);
    assertThat(alarm.before()).isCloseTo(0.02, within(0.005));
    // The place is an estimate; that of Page and Hinkley tends to be early, which thins the rise.
    assertThat(alarm.after()).isBetween(0.03, 0.08);
    assertThat((double) alarm.sinceMicros()).isCloseTo(CHANGE, within(150.0));

    DriftWatch mechanism = new DriftWatch(by(detector));
    assertThat(run(mechanism, 0, CHANGE, 0.02, 0.7)).isNull();
    alarm = run(mechanism, CHANGE, 2 * CHANGE, 0.02, 1.4);
    assertThat(alarm.loss()).isEqualTo(WatchedLoss.CROSS_PREDICTION);
    assertThat(alarm.sentence()).startsWith("since 1970-01-01T00:00:00.001").contains("0.7");
  }

  @Test
  void lossesThatFallAreNoDrift() {
    DriftWatch watch = new DriftWatch(by(Detector.ADWIN));
    assertThat(run(watch, 0, CHANGE, 1, 1)).isNull();
    assertThat(run(watch, CHANGE, 2 * CHANGE, 0.1, 0.6)).isNull();
  }

  @Test
  void lossesThatAreNotNumbersSayNothingAndInfiniteOnesCountOnce() {
    DriftWatch watch = new DriftWatch(by(Detector.ADWIN));
    for (int i = 0; i < CHANGE; i++) {
      assertThat(watch.observe(Double.NaN, Double.NaN, i)).isNull();
    }
    assertThat(run(watch, 0, CHANGE, 1, 1)).isNull();
    byte[] before = watch.save();
    assertThat(watch.observe(Double.NaN, Double.NaN, CHANGE)).isNull();
    assertThat(watch.save()).isEqualTo(before);
    assertThat(watch.observe(Double.POSITIVE_INFINITY, 1, CHANGE)).isNull();
    assertThat(run(watch, CHANGE, 2 * CHANGE, 1, 1)).isNull();
  }

  @ParameterizedTest
  @EnumSource(Detector.class)
  void aRestoredWatchGoesOnBitForBit(Detector detector) {
    for (int cut : new int[] {0, 100, LossScale.WARM_UP, 1000, CHANGE + 10}) {
      DriftWatch whole = new DriftWatch(by(detector));
      DriftWatch before = new DriftWatch(by(detector));
      DriftWatch after = new DriftWatch(by(detector));
      for (int i = 0; i < 2 * CHANGE; i++) {
        if (i == cut) {
          after.restore(before.save());
        }
        double size = i < CHANGE ? 0.5 : 1;
        DriftAlarm expected = whole.observe(loss(i, size), loss(-i, size), i);
        DriftWatch parted = i < cut ? before : after;
        assertThat(parted.observe(loss(i, size), loss(-i, size), i)).isEqualTo(expected);
      }
      assertThat(after.save()).isEqualTo(whole.save());
    }
  }

  @Test
  void aRestartForgetsAllLosses() {
    DriftWatch watch = new DriftWatch(by(Detector.ADWIN));
    byte[] fresh = watch.save();
    run(watch, 0, CHANGE, 1, 1);
    assertThat(watch.save()).isNotEqualTo(fresh);
    watch.restart();
    assertThat(watch.save()).isEqualTo(fresh);
  }

  @Test
  void theMemoryOfAnotherDetectorIsNotTakenOver() {
    DriftWatch watch = new DriftWatch(by(Detector.PAGE_HINKLEY));
    run(watch, 0, CHANGE, 1, 1);
    DriftWatch other = new DriftWatch(by(Detector.ADWIN));
    byte[] fresh = other.save();
    other.restore(watch.save());
    assertThat(other.save()).isEqualTo(fresh);
  }

  @Test
  void damagedBytesAreRefused() {
    DriftWatch watch = new DriftWatch(by(Detector.ADWIN));
    byte[] state = watch.save();
    state[20] ^= 1;
    assertThatThrownBy(() -> watch.restore(state)).hasMessageContaining("damaged");
    byte[] shortened = Arrays.copyOf(watch.save(), 4);
    assertThatThrownBy(() -> watch.restore(shortened)).hasMessageContaining("cut off");
  }
}
