package io.headwater.model.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class GaussianMixtureTest {
  private static final double[][] CENTRES = {{-3, 0}, {3, 0}, {0, 4}, {0, -4}};

  /** Rows around four centres; {@code shift} moves the first of them. */
  private static LatentCodes rows(int count, long seed, double shift) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] mean = new double[count][2];
    double[][] variance = new double[count][2];
    for (int r = 0; r < count; r++) {
      int c = random.nextInt(4);
      for (int d = 0; d < 2; d++) {
        mean[r][d] = CENTRES[c][d] + (c == 0 ? shift : 0) + 0.5 * random.nextGaussian();
        variance[r][d] = 0.01;
      }
    }
    return new LatentCodes(mean, variance);
  }

  private static double farthest(GaussianMixture mixture, double[][] centres) {
    double farthest = 0;
    for (double[] centre : centres) {
      double nearest =
          Arrays.stream(mixture.mean())
              .mapToDouble(m -> Math.hypot(m[0] - centre[0], m[1] - centre[1]))
              .min()
              .orElseThrow();
      farthest = Math.max(farthest, nearest);
    }
    return farthest;
  }

  @Test
  void seedingFindsTheClusters() {
    GaussianMixture mixture = new MixtureSeeding(rows(800, 1, 0)).fit(4, 5);
    assertThat(farthest(mixture, CENTRES)).isLessThan(0.2);
  }

  @Test
  void theCriterionChoosesTheNumberOfClusters() {
    MixtureSeeding seeding = new MixtureSeeding(rows(800, 1, 0));
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int count = 1; count <= 6; count++) {
      double criterion = seeding.criterion(seeding.fit(count, 5), 800);
      if (criterion < least) {
        least = criterion;
        best = count;
      }
    }
    assertThat(best).isEqualTo(4);
  }

  @Test
  void responsibilitiesSurviveDistancesThatUnderflow() {
    GaussianMixture mixture =
        new GaussianMixture(
            new double[][] {{0}, {1}}, new double[][] {{1e-3}, {1e-3}}, new double[] {-0.7, -0.7});
    double[] responsibility = new double[2];
    mixture.responsibilities(new double[] {1000}, new double[1], responsibility);
    assertThat(responsibility[0] + responsibility[1]).isCloseTo(1, within(1e-12));
    assertThat(responsibility[1]).isGreaterThan(0.99);
  }

  @Test
  void movingSumsFollowAClusterThatMoves() {
    GaussianMixture mixture = new MixtureSeeding(rows(800, 1, 0)).fit(4, 5);
    OnlineMixture sums = new OnlineMixture(4, 2);
    sums.restart(mixture, rows(800, 1, 0));
    for (int batch = 0; batch < 400; batch++) {
      sums.observe(mixture, rows(64, 100 + batch, 1));
      mixture = sums.refreshed(mixture);
    }
    double[][] moved = {{-2, 1}, CENTRES[1], CENTRES[2], CENTRES[3]};
    assertThat(farthest(mixture, moved)).isLessThan(0.25);
    assertThat(Arrays.stream(sums.masses()).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void aComponentWithoutRowsIsDeadAndStaysWhereItWas() {
    GaussianMixture mixture =
        new GaussianMixture(
            new double[][] {{0, 0}, {90, 90}},
            new double[][] {{20, 20}, {1, 1}},
            new double[] {Math.log(0.5), Math.log(0.5)});
    OnlineMixture sums = new OnlineMixture(2, 2);
    sums.restart(mixture, rows(200, 1, 0));
    assertThat(sums.dead()).containsExactly(false, true);
    assertThat(sums.refreshed(mixture).mean()[1]).containsExactly(90, 90);
  }
}
