package io.headwater.align.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.align.Chunks;
import io.headwater.sensor.SensorChunk;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CellMeansTest {

  @Property(tries = 300)
  void noSampleIsLostOrCountedTwiceAcrossTumblingWindows(
      @ForAll @LongRange(min = -50_000, max = 50_000) long start,
      @ForAll @IntRange(min = 1, max = 3_000) int periodThirds,
      @ForAll @IntRange(min = 1, max = 17) int steps,
      @ForAll @IntRange(min = 17, max = 4_000) int size,
      @ForAll @Size(min = 1, max = 60) int[] samples) {
    float[] values = new float[samples.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = samples[i] % 1000; // small whole numbers: sums of doubles are exact
    }
    SensorChunk chunk = Chunks.regular("s", "m", "d", start, periodThirds / 3.0, values);
    WindowGrid windows = new WindowGrid(size, size);
    double sum = 0;
    long count = 0;
    long last = windows.lastEnd(ChunkRows.lastTimeMicros(chunk));
    for (long end = windows.firstEnd(start); end <= last; end += size) {
      CellMeans means = new CellMeans(new GridCells(end - size, size, steps), 1);
      means.add(chunk);
      sum += Arrays.stream(means.sums()).sum();
      count += Arrays.stream(means.counts()).sum();
    }
    double expected = 0;
    for (float value : values) {
      expected += value;
    }
    assertThat(count).isEqualTo(values.length);
    assertThat(sum).isEqualTo(expected);
  }

  @Property
  void cellsPartitionTheWindowInOrder(
      @ForAll @IntRange(min = 1, max = 50) int steps,
      @ForAll @IntRange(min = 50, max = 1000) int size) {
    GridCells cells = new GridCells(-7, size, steps);
    int before = 0;
    for (long t = -7; t < cells.endMicros(); t++) {
      int cell = cells.cell(t);
      assertThat(cell).isBetween(before, before + 1);
      before = cell;
    }
    assertThat(cells.cell(-7)).isZero();
    assertThat(before).isEqualTo(steps - 1);
  }

  @Test
  void aCellWithoutFiniteSamplesStaysMasked() {
    SensorChunk chunk = Chunks.seconds("s", "m", 0, 1, Float.NaN, Float.POSITIVE_INFINITY, 4);
    GridValues values = new GridValues(4, 1);
    CellMeans.fill(List.of(chunk), new GridCells(0, 4 * Chunks.SECOND, 4), values);
    assertThat(values.toGrid("m", 0).present()).containsExactly(1, 0, 0, 1);
    assertThat(values.toGrid("m", 0).values()).containsExactly(1, 0, 0, 4);
  }
}
