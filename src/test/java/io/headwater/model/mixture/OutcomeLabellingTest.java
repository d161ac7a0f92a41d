package io.headwater.model.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class OutcomeLabellingTest {
  private static final OutcomeSpace SPACE = new OutcomeSpace(List.of(2, 3, 2));
  private static final boolean[] ALIVE = new boolean[SPACE.size()];

  /** Centres at the corners of a box, sheared and shifted, in shuffled order. */
  private static double[][] box(int[] names, double disorder) {
    SplittableRandom random = new SplittableRandom(6);
    double[][] shear = new double[4][3];
    for (double[] row : shear) {
      for (int d = 0; d < 3; d++) {
        row[d] = random.nextGaussian();
      }
    }
    double[][] centre = new double[names.length][4];
    for (int c = 0; c < names.length; c++) {
      double[] corner = {
        SPACE.category(names[c], 0),
        new double[] {0, 1, 2.5}[SPACE.category(names[c], 1)],
        0.5 * SPACE.category(names[c], 2)
      };
      for (int d = 0; d < 4; d++) {
        for (int k = 0; k < 3; k++) {
          centre[c][d] += shear[d][k] * corner[k];
        }
        centre[c][d] += disorder * random.nextGaussian();
      }
    }
    return centre;
  }

  private static OutcomeLabelling of(double[][] centre, boolean[] dead) {
    double[][] width = new double[centre.length][4];
    for (double[] row : width) {
      Arrays.fill(row, 1);
    }
    return OutcomeLabelling.of(SPACE, centre, width, dead);
  }

  private static final int[] NAMES = {3, 0, 11, 7, 5, 1, 9, 2, 10, 4, 8, 6};

  @Test
  void theCornersOfAShearedBoxGetTheirNamesBack() {
    OutcomeLabelling labelling = of(box(NAMES, 0), ALIVE);
    OutcomeLabelling.Split split = labelling.search(1);
    assertThat(labelling.split(split.best().outcome())).isEqualTo(labelling.split(NAMES));
    assertThat(split.best().additivity()).isGreaterThan(0.999);
    assertThat(split.margin()).isGreaterThan(0.03);
  }

  @Test
  void aWrongNameCostsAdditivity() {
    OutcomeLabelling labelling = of(box(NAMES, 0), ALIVE);
    int[] wrong = NAMES.clone();
    wrong[0] = NAMES[1];
    wrong[1] = NAMES[0];
    assertThat(labelling.additivity(wrong)).isLessThan(labelling.additivity(NAMES) - 0.05);
  }

  @Test
  void scatteredCentresAreNoProduct() {
    SplittableRandom random = new SplittableRandom(9);
    double[][] centre = new double[SPACE.size()][4];
    for (double[] row : centre) {
      for (int d = 0; d < 4; d++) {
        row[d] = random.nextGaussian();
      }
    }
    OutcomeLabelling.Split split = of(centre, ALIVE).search(1);
    assertThat(split.best().additivity()).isLessThan(0.8);
  }

  @Test
  void aDeadComponentDoesNotDisturbTheOthers() {
    double[][] centre = box(NAMES, 0);
    centre[4] = new double[] {50, -50, 50, 50};
    boolean[] dead = ALIVE.clone();
    dead[4] = true;
    OutcomeLabelling labelling = of(centre, dead);
    OutcomeLabelling.Split split = labelling.search(1);
    assertThat(labelling.additivity(NAMES)).isGreaterThan(0.99);
    assertThat(labelling.split(split.best().outcome())).isEqualTo(labelling.split(NAMES));
  }
}
