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
  void imageIsPooledToAtMostEightByEightPerColourAndSeenAsAWhole() {
    TargetSummary summary = TargetSummary.image(16, 16, 2);
    int tiles = 8 * 8 * 2;
    assertThat(summary.size()).isEqualTo(tiles + 3);
    float[] cells = new float[16 * 16 * 2];
    float[] known = new float[cells.length];
    Arrays.fill(known, 1);
    cells[1] = 4;
    cells[2] = 9;
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
    int seen = 16 * 16 * 2 - 9;
    double level = 4.0 / seen;
    assertThat((double) y[tiles]).isCloseTo(level, within(1e-6));
    double deviation = Math.sqrt(16.0 / seen - level * level);
    assertThat((double) y[tiles + 1]).isCloseTo(Math.log(deviation + 1e-3), within(1e-5));
    assertThat(y[tiles + 2]).isEqualTo(4);
    assertThat(TargetSummary.image(5, 3, 1).size()).isEqualTo(15 + 3);
  }

  @Test
  void figuresOfTheWholePictureWeighAsMuchAsItsTiles() {
    TargetSummary summary = TargetSummary.image(28, 28, 3);
    double tiles = 0;
    double whole = 0;
    for (int i = 0; i < summary.size(); i++) {
      if (i < 8 * 8 * 3) {
        tiles += summary.weight(i);
      } else {
        whole += summary.weight(i);
      }
    }
    assertThat(whole).isEqualTo(tiles);
    assertThat(TargetSummary.row(4).weight(3)).isEqualTo(1);
  }

  @Test
  void aPictureOfWhichNothingIsKnownHasNoMarks() {
    TargetSummary summary = TargetSummary.image(4, 4, 1);
    float[] y = new float[summary.size()];
    float[] marks = new float[summary.size()];
    Arrays.fill(marks, 1);
    summary.summarise(new float[16], new float[16], y, marks);
    assertThat(marks).containsOnly(0);
    assertThat(y).containsOnly(0);
  }
}
