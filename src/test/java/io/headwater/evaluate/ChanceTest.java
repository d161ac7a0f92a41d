package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {

  /** Levels measured for independent Gaussian components, Pearson. */
  @ParameterizedTest
  @CsvSource({"2, .90, 1.00", "3, .83, .96", "4, .77, .89", "5, .72, .82"})
  void theRotationLevelOfOneBlockIsTheKnownOne(int components, double mean, double percentile) {
    SplittableRandom random = new SplittableRandom(5);
    double[][] z = new double[components][1000];
    for (double[] series : z) {
      java.util.Arrays.setAll(series, i -> 40 + components * random.nextGaussian());
    }
    LatentBlocks truth = new LatentBlocks(List.of("a"), List.<double[][]>of(z));
    Chance chance = Chance.of(truth, truth, Correlation.PEARSON, 3)[0];
    assertThat(chance.rotationMean()).isEqualTo(mean, within(.025));
    assertThat(chance.rotation95()).isEqualTo(percentile, within(.04));
    assertThat(chance.noise()).isLessThan(.07);
    assertThat(chance.corrected(chance.rotationMean())).isEqualTo(0, within(1e-12));
  }
}
