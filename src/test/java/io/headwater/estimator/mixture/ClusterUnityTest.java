package io.headwater.estimator.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.WindowBatch;
import io.headwater.sensor.ModalityKind;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClusterUnityTest {
  private static final int WIDTH = 20;

  /** What a window's channels have along all of them, beside noise of deviation 1. */
  private interface Shift {
    double of(int row, SplittableRandom random);
  }

  private static WindowBatch batch(long seed, int rows, Shift shift) {
    ModalityIntake intake =
        new ModalityIntake(
            new ModalityShape("m", ModalityKind.TABULAR, 1, WIDTH, 0, 0, 0, EncoderKind.MLP, 1, 0));
    SplittableRandom random = new SplittableRandom(seed);
    List<AlignedWindow> windows = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      double all = shift.of(r, random);
      float[] values = new float[WIDTH];
      for (int c = 0; c < WIDTH; c++) {
        values[c] = (float) (all + random.nextGaussian());
      }
      byte[] present = new byte[WIDTH];
      Arrays.fill(present, (byte) 1);
      SampleGrid grid = new SampleGrid("m", 1, WIDTH, values, present, 0);
      windows.add(new AlignedWindow("s", r, r + 1, List.of(grid), List.of()));
    }
    windows.forEach(window -> intake.observe(window.grid("m")));
    return WindowBatch.read(List.of(intake), windows);
  }

  @Test
  void gaussianAndUniformClustersAreWhole() {
    for (long seed = 11; seed < 31; seed++) {
      assertThat(ClusterUnity.measure(1, batch(seed, 400, (r, random) -> 0), new int[400]))
          .isEqualTo(1);
      assertThat(
              ClusterUnity.measure(
                  1, batch(seed, 400, (r, random) -> 4 * random.nextDouble()), new int[400]))
          .isEqualTo(1);
    }
  }

  @Test
  void aComponentOfTwoClustersFallsApart() {
    for (long seed = 11; seed < 31; seed++) {
      WindowBatch two = batch(seed, 600, (r, random) -> random.nextDouble() < .3 ? 2 : 0);
      assertThat(ClusterUnity.measure(1, two, new int[600])).isZero();
    }
  }

  @Test
  void theShareIsOfWindows() {
    WindowBatch rows = batch(11, 1000, (r, random) -> r < 600 ? r / 2 % 2 * 3 : 10);
    int[] component = new int[1000];
    Arrays.fill(component, 600, 1000, 1);
    assertThat(ClusterUnity.measure(2, rows, component)).isCloseTo(.4, within(1e-12));
  }

  @Test
  void aClusterOfFewWindowsCountsAsWhole() {
    WindowBatch few = batch(11, 150, (r, random) -> r / 2 % 2 * 3);
    assertThat(ClusterUnity.measure(1, few, new int[150])).isEqualTo(1);
  }
}
