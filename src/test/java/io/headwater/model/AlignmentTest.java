package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  private static final int ROWS = 32;

  /** Codes of width 3 whose middle dimension is shared. */
  private static final Alignment.Pair PAIR = new Alignment.Pair(0, 1, 1, 1, 1);

  private static final float[] SHARED = CounterRandom.gaussians(CounterRandom.at(1, 0, 0), ROWS, 1);

  private static float[] codes(float[] shared, long stream) {
    float[] codes = CounterRandom.gaussians(CounterRandom.at(1, 1, stream), 3 * ROWS, 1);
    for (int r = 0; r < ROWS; r++) {
      codes[3 * r + 1] = shared[r];
    }
    return codes;
  }

  /**
   * @param excluded a pair of rows that is not told apart, either way; -1 for none
   */
  private static double loss(float[] first, float[] second, double temperature, int... excluded) {
    float[] weight = new float[ROWS];
    float[] candidates = new float[ROWS * ROWS];
    float[] positives = new float[ROWS * ROWS];
    for (int r = 0; r < ROWS; r++) {
      weight[r] = 1f / ROWS;
      positives[r * ROWS + r] = weight[r];
    }
    if (excluded.length == 2) {
      candidates[excluded[0] * ROWS + excluded[1]] = -1e4f;
      candidates[excluded[1] * ROWS + excluded[0]] = -1e4f;
    }
    StagingBuffers staging = new StagingBuffers();
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      NDArray a = staging.stage(manager, first, new Shape(ROWS, 3));
      NDArray b = staging.stage(manager, second, new Shape(ROWS, 3));
      Alignment.PairBatch batch =
          new Alignment.PairBatch(
              staging.stage(manager, weight, new Shape(ROWS, 1)),
              staging.stage(manager, candidates, new Shape(ROWS, ROWS)),
              staging.stage(manager, positives, new Shape(ROWS, ROWS)));
      return new Alignment(new Scalars(manager), temperature).loss(PAIR, batch, a, b).getFloat();
    }
  }

  private static float[] turnedRound(float[] shared) {
    float[] shuffled = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      shuffled[r] = shared[(r + 7) % ROWS];
    }
    return shuffled;
  }

  @Test
  void alignedRowsCostLessThanNoisyOnesAndThoseLessThanShuffledOnes() {
    float[] noisy = SHARED.clone();
    float[] noise = CounterRandom.gaussians(CounterRandom.at(2, 0, 0), ROWS, 0.5);
    for (int r = 0; r < ROWS; r++) {
      noisy[r] += noise[r];
    }
    double aligned = loss(codes(SHARED, 1), codes(SHARED, 2), 0.1);
    double blurred = loss(codes(SHARED, 1), codes(noisy, 2), 0.1);
    double shuffled = loss(codes(SHARED, 1), codes(turnedRound(SHARED), 2), 0.1);
    assertThat(aligned).isLessThan(blurred - 0.1);
    assertThat(blurred).isLessThan(shuffled - 0.1);
    assertThat(shuffled).isGreaterThan(Math.log(ROWS)); // worse than saying nothing
  }

  @Test
  void farApartRowsThatAgreeCostNothing() {
    assertThat(loss(codes(SHARED, 1), codes(SHARED, 2), 1e-7)).isCloseTo(0, within(0.05));
  }

  @Test
  void neitherScaleNorShiftNorWhatIsNotSharedMatters() {
    float[] moved = SHARED.clone();
    for (int r = 0; r < ROWS; r++) {
      moved[r] = 3 * moved[r] - 5;
    }
    assertThat(loss(codes(moved, 3), codes(SHARED, 4), 0.5))
        .isCloseTo(loss(codes(SHARED, 1), codes(SHARED, 2), 0.5), within(1e-3));
  }

  @Test
  void rowsThatAreNotToldApartDoNotCountAgainstEachOther() {
    float[] twins = SHARED.clone();
    twins[9] = twins[4];
    double asNegatives = loss(codes(twins, 1), codes(twins, 2), 0.01);
    double excluded = loss(codes(twins, 1), codes(twins, 2), 0.01, 4, 9);
    assertThat(asNegatives - excluded).isCloseTo(2 * Math.log(2) / ROWS, within(0.02));
  }
}
