package io.headwater.model.coupled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.CounterRandom;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;
import io.headwater.model.StagingBuffers;
import io.headwater.model.TensorEngine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContrastTest {
  private static final int ROWS = 6;
  private static final int QUEUED = 4;
  private static final int WIDTH = 3;
  private static final double TEMPERATURE = 0.7;
  private static final float NEVER = -1e4f;

  private static float[] places(int rows, long stream) {
    return CounterRandom.gaussians(CounterRandom.at(5, 1, stream), rows * WIDTH, 1);
  }

  /** Loss of a batch with row 0 absent, rows 2 and 3 not told apart, and a queue or none. */
  private static double loss(boolean box, float[] first, float[] second, boolean queue) {
    float[] positives = new float[ROWS * ROWS];
    float[] candidates = new float[ROWS * ROWS];
    for (int i = 0; i < ROWS; i++) {
      positives[i * ROWS + i] = i == 0 ? 0 : 1f / (ROWS - 1);
      for (int j = 0; j < ROWS; j++) {
        candidates[i * ROWS + j] = told(i, j) ? 0 : NEVER;
      }
    }
    float[] marks = new float[ROWS * QUEUED];
    Arrays.fill(marks, 0);
    marks[ROWS * QUEUED - 1] = NEVER; // the last row may not be told from the last one queued
    StagingBuffers staging = new StagingBuffers();
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      ParameterLayout layout = new ParameterLayout();
      Scalars scalars = new Scalars(manager);
      EmbeddingGeometry geometry =
          box
              ? EmbeddingGeometry.box(layout, scalars, WIDTH, TEMPERATURE)
              : EmbeddingGeometry.sphere(layout, scalars, WIDTH, TEMPERATURE);
      ParameterLayout.Parameters p =
          layout.view(staging.stage(manager, new float[layout.size()], new Shape(layout.size())));
      NDArray told = staging.stage(manager, marks, new Shape(ROWS, QUEUED));
      Contrast.PairBatch batch =
          new Contrast.PairBatch(
              staging.stage(manager, positives, new Shape(ROWS, ROWS)),
              staging.stage(manager, candidates, new Shape(ROWS, ROWS)),
              queue ? staging.stage(manager, places(QUEUED, 3), new Shape(QUEUED, WIDTH)) : null,
              queue ? told : null,
              queue ? staging.stage(manager, places(QUEUED, 4), new Shape(QUEUED, WIDTH)) : null,
              queue ? told : null);
      NDArray a = staging.stage(manager, first, new Shape(ROWS, WIDTH));
      NDArray b = staging.stage(manager, second, new Shape(ROWS, WIDTH));
      return new Contrast(geometry, scalars).loss(p, batch, a, b).getFloat();
    }
  }

  private static boolean told(int i, int j) {
    boolean twins = Math.min(i, j) == 2 && Math.max(i, j) == 3;
    return i != 0 && j != 0 && !twins;
  }

  private static double nearness(boolean box, float[] a, int i, float[] b, int j) {
    double sum = 0;
    for (int k = 0; k < WIDTH; k++) {
      double x = a[i * WIDTH + k];
      double y = b[j * WIDTH + k];
      sum += box ? -Math.abs(x - y) : x * y / WIDTH;
    }
    return sum / TEMPERATURE;
  }

  /** The same by the formula, one row after the other. */
  private static double expected(boolean box, float[] first, float[] second, boolean queue) {
    double loss = 0;
    float[][] sides = {first, second};
    for (int side = 0; side < 2; side++) {
      float[] own = sides[side];
      float[] other = sides[1 - side];
      for (int i = 1; i < ROWS; i++) {
        double sum = 0;
        for (int j = 1; j < ROWS; j++) {
          sum += told(i, j) ? Math.exp(nearness(box, own, i, other, j)) : 0;
        }
        for (int q = 0; queue && q < QUEUED; q++) {
          boolean apart = i != ROWS - 1 || q != QUEUED - 1;
          sum += apart ? Math.exp(nearness(box, own, i, places(QUEUED, 4 - side), q)) : 0;
        }
        loss -= (nearness(box, own, i, other, i) - Math.log(sum)) / 2 / (ROWS - 1);
      }
    }
    return loss;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLossIsTheFormulaWithAndWithoutAQueue(boolean box) {
    float[] first = places(ROWS, 1);
    float[] second = places(ROWS, 2);
    for (boolean queue : new boolean[] {false, true}) {
      assertThat(loss(box, first, second, queue))
          .isCloseTo(expected(box, first, second, queue), within(1e-5));
    }
  }

  @Test
  void placesThatSayNothingCostTheLogOfTheNumberOfCandidates() {
    float[] same = new float[ROWS * WIDTH];
    // three rows are told from five, the twins from four each
    double candidates = (3 * Math.log(5) + 2 * Math.log(4)) / 5;
    assertThat(loss(true, same, same, false)).isCloseTo(candidates, within(1e-5));
    assertThat(loss(false, same, same, false)).isCloseTo(candidates, within(1e-5));
  }

  @Test
  void placesStayInTheirSpace() {
    StagingBuffers staging = new StagingBuffers();
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      ParameterLayout layout = new ParameterLayout();
      Scalars scalars = new Scalars(manager);
      float[] heads = CounterRandom.gaussians(CounterRandom.at(6, 1, 1), ROWS * WIDTH, 5);
      NDArray head = staging.stage(manager, heads, new Shape(ROWS, WIDTH));
      float[] box = EmbeddingGeometry.box(layout, scalars, WIDTH, 1).place(head).toFloatArray();
      float[] sphere =
          EmbeddingGeometry.sphere(layout, scalars, WIDTH, 1).place(head).toFloatArray();
      for (int r = 0; r < ROWS; r++) {
        double squares = 0;
        for (int k = 0; k < WIDTH; k++) {
          assertThat(Math.abs(box[r * WIDTH + k])).isLessThanOrEqualTo((float) Math.sqrt(3));
          squares += sphere[r * WIDTH + k] * sphere[r * WIDTH + k];
        }
        assertThat(squares).isCloseTo(WIDTH, within(1e-4));
      }
    }
  }
}
