package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TargetSummaryTest {

  @Test
  void seriesIsLevelAndLogSpreadOfFourSegments() {
    TargetSummary summary = TargetSummary.series(8, 1);
    float[] y = new float[summary.size()];
    float[] marks = new float[summary.size()];
    float[] cells = {1, 3, 2, 2, -1, 1, 0, 9};
    summary.summarise(cells, new float[] {1, 1, 1, 1, 1, 1, 1, 0}, y, marks);
    assertThat(y[0]).isEqualTo(2);
    assertThat((double) y[1]).isCloseTo(Math.log(1.001), within(1e-6));
    assertThat((double) y[3]).isCloseTo(Math.log(1e-3), within(1e-6));
    assertThat(y[4]).isZero();
    // the last segment knows one cell: a level, no spread
    assertThat(marks).containsExactly(1, 1, 1, 1, 1, 1, 1, 0);
    assertThat(y[7]).isZero();
  }

  @Test
  void shortSeriesHasFewerSegments() {
    assertThat(TargetSummary.series(8, 3).size()).isEqualTo(4 * 3 * 2);
    assertThat(TargetSummary.series(5, 1).size()).isEqualTo(2 * 2);
    assertThat(TargetSummary.series(2, 1).size()).isEqualTo(2);
  }

  @Test
  void rowIsItselfWithItsMarks() {
    TargetSummary summary = TargetSummary.row(3);
    float[] y = new float[3];
    float[] marks = new float[3];
    summary.summarise(new float[] {1, 2, 3}, new float[] {1, 0, 1}, y, marks);
    assertThat(y).containsExactly(1, 0, 3);
    assertThat(marks).containsExactly(1, 0, 1);
  }

  @Test
  void imageIsPooledToAtMostEightByEightPerColour() {
    TargetSummary summary = TargetSummary.image(16, 16, 2);
    assertThat(summary.size()).isEqualTo(8 * 8 * 2);
    float[] cells = new float[16 * 16 * 2];
    float[] known = new float[cells.length];
    Arrays.fill(known, 1);
    cells[1] = 4;
    known[2] = 0;
    for (int colour : new int[] {0, 1}) {
      known[(15 * 16 + 15) * 2 + colour] = 0;
      known[(15 * 16 + 14) * 2 + colour] = 0;
      known[(14 * 16 + 15) * 2 + colour] = 0;
      known[(14 * 16 + 14) * 2 + colour] = 0;
    }
    float[] y = new float[summary.size()];
    float[] marks = new float[summary.size()];
    summary.summarise(cells, known, y, marks);
    assertThat(y[0]).isZero();
    assertThat(y[1]).isEqualTo(1);
    assertThat(marks[126]).isZero();
    assertThat(marks[127]).isZero();
    assertThat(TargetSummary.image(5, 3, 1).size()).isEqualTo(15);
  }
}
