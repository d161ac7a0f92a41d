package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.evaluate.LatentsWithCovariates.Column;
import io.headwater.graph.Cpdag;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatentsWithCovariatesTest {
  private static final int SUBJECTS = 60;
  private static final int WINDOWS = 40;

  private final double[] age = new double[SUBJECTS * WINDOWS];
  private final double[] trait = new double[SUBJECTS * WINDOWS];
  private final double[] motion = new double[SUBJECTS * WINDOWS];
  private final double[] heart = new double[SUBJECTS * WINDOWS];
  private final List<String> subjects = new ArrayList<>();

  /** Age and motion cause the heart's latent; a trait of the subject has nothing to do with it. */
  private void draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    subjects.clear();
    for (int s = 0; s < SUBJECTS; s++) {
      double years = random.nextGaussian();
      double other = random.nextGaussian();
      double slow = random.nextGaussian();
      for (int w = 0; w < WINDOWS; w++) {
        int r = s * WINDOWS + w;
        slow = .8 * slow + .6 * random.nextGaussian();
        age[r] = years;
        trait[r] = other;
        motion[r] = slow;
        heart[r] = years + slow + random.nextGaussian();
        subjects.add("S" + s);
      }
    }
  }

  private LatentsWithCovariates joined() {
    return LatentsWithCovariates.of(
        List.of(new Column("motion.z0", motion), new Column("heart.z0", heart)),
        List.of(new Column("age", age), new Column("trait", trait)),
        subjects);
  }

  @Test
  void causesOfALatentAreFoundAndDirected() {
    draw(1);
    Cpdag graph = joined().graph(.01).graph();
    assertThat(graph).hasToString("motion.z0 -> heart.z0\nage -> heart.z0\n");
  }

  @Test
  void traitsOfSubjectsCountOncePerSubject() {
    draw(2);
    double[][] rows = joined().graph(.01).effectiveRows();
    assertThat(rows[2][3]).as("age and trait").isBetween(.7 * SUBJECTS, 1.3 * SUBJECTS);
    assertThat(rows[0][2]).as("motion and age").isGreaterThan(2.0 * SUBJECTS);
  }

  @Test
  void unrelatedTraitsAreSeldomJoinedAlthoughTheyHaveManyRows() {
    int joined = 0;
    for (int seed = 10; seed < 40; seed++) {
      draw(seed);
      joined += joined().graph(.05).graph().adjacent(2, 3) ? 1 : 0;
    }
    assertThat(joined).as("of 30 at level .05").isLessThanOrEqualTo(5);
  }

  @Test
  void rowsWithAMissingValueAreLeftOut() {
    draw(3);
    age[5] = Double.NaN;
    heart[5] = Double.NaN;
    motion[9] = Double.NaN;
    LatentsWithCovariates joined = joined();
    assertThat(joined.dropped()).isEqualTo(2);
    assertThat(joined.columns()[0]).hasSize(SUBJECTS * WINDOWS - 2);
  }

  @Test
  void columnsOfTheSameNameAreRefused() {
    draw(4);
    assertThatThrownBy(
            () ->
                LatentsWithCovariates.of(
                    List.of(new Column("a", age)), List.of(new Column("a", trait)), subjects))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[a, a]");
  }
}
