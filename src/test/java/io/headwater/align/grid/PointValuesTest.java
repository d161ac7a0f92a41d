package io.headwater.align.grid;

import static io.headwater.align.Chunks.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.align.Chunks;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.SampleGrid;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PointValuesTest {
  private static final GridCells TEN_SECONDS = new GridCells(0, 10 * SECOND, 10);

  @Property(tries = 200)
  void interpolationReproducesAStraightLine(
      @ForAll @IntRange(min = -100, max = 100) int slope,
      @ForAll @IntRange(min = 100_000, max = 4_000_000) int period,
      @ForAll @IntRange(min = 1, max = 30) int steps) {
    int samples = (int) (12 * SECOND / period) + 3;
    float[] line = new float[samples];
    for (int i = 0; i < samples; i++) {
      line[i] = (float) (slope * (-SECOND + (double) i * period) / SECOND);
    }
    SensorChunk chunk = Chunks.regular("s", "m", "d", -SECOND, period, line);
    GridCells cells = new GridCells(0, 10 * SECOND, steps);
    SampleGrid grid = linear(cells, 5 * SECOND, chunk);
    for (int step = 0; step < steps; step++) {
      double expected = slope * cells.centreOffset(step) / SECOND;
      assertThat(grid.present()[step]).isEqualTo((byte) 1);
      assertThat((double) grid.values()[step]).isCloseTo(expected, within(1e-3));
    }
  }

  @Test
  void interpolationDoesNotBridgeAGapLongerThanAllowed() {
    SensorChunk beats = Chunks.irregular("s", "m", SECOND, 2 * SECOND, 6 * SECOND, 7 * SECOND);
    assertThat(linear(TEN_SECONDS, 3 * SECOND, beats).present())
        .containsExactly(0, 1, 0, 0, 0, 0, 1, 0, 0, 0);
  }

  @Test
  void interpolationUsesTheNeighbourChunkBeyondTheEdge() {
    SensorChunk before = Chunks.regular("s", "m", "d", -SECOND, SECOND, 10);
    SensorChunk after = Chunks.regular("s", "m", "d", SECOND, SECOND, 20);
    SampleGrid grid = linear(TEN_SECONDS, 2 * SECOND, before, after);
    assertThat(grid.values()[0]).isEqualTo(17.5f); // centre 0.5 s between −1 s and 1 s
  }

  @Test
  void aHeldValueComesFromBeforeTheWindowAndGoesOutAfterTheLongestGap() {
    SensorChunk before = Chunks.regular("s", "m", "d", -SECOND, SECOND, 3);
    SampleGrid grid = held(TEN_SECONDS, 3 * SECOND, before);
    assertThat(grid.present()).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(grid.values()).startsWith(3, 3, 0);
  }

  @Test
  void aMissingSampleIsSkippedWhenHolding() {
    SensorChunk chunk = Chunks.seconds("s", "m", 0, 1, Float.NaN, Float.NEGATIVE_INFINITY, 4);
    assertThat(held(TEN_SECONDS, 10 * SECOND, chunk).values())
        .containsExactly(1, 1, 1, 4, 4, 4, 4, 4, 4, 4);
  }

  @Test
  void ofTwoSamplesAtOneInstantTheLaterChunkIsHeld() {
    SensorChunk first = Chunks.seconds("s", "m", 0, 1, 1, 1);
    SensorChunk second = Chunks.seconds("s", "m", 1, 2, 2);
    assertThat(held(TEN_SECONDS, SECOND, first, second).values()).startsWith(1, 2, 2, 0);
  }

  private static SampleGrid linear(GridCells cells, long maxGap, SensorChunk... chunks) {
    GridValues values = new GridValues(cells.steps(), 1);
    PointValues.fillLinear(List.of(chunks), cells, maxGap, values);
    return values.toGrid("m", 0);
  }

  private static SampleGrid held(GridCells cells, long maxGap, SensorChunk... chunks) {
    GridValues values = new GridValues(cells.steps(), 1);
    PointValues.fillHeld(List.of(chunks), cells, maxGap, values);
    return values.toGrid("m", 0);
  }
}
