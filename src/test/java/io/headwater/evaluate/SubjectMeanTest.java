package io.headwater.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubjectMeanTest {

  @Test
  void intervalsHoldTheTrueMeanNineteenTimesOfTwenty() {
    SplittableRandom random = new SplittableRandom(5);
    int held = 0;
    for (int study = 0; study < 300; study++) {
      double[] scores =
          IntStream.range(0, 30).mapToDouble(i -> 0.6 + 0.1 * random.nextGaussian()).toArray();
      SubjectMean mean = SubjectMean.of(scores);
      held += mean.low() <= 0.6 && 0.6 <= mean.high() ? 1 : 0;
    }
    assertThat(held / 300.0).isBetween(0.9, 0.98);
  }

  @Test
  void subjectsWithoutAScoreDoNotCount() {
    SubjectMean mean = SubjectMean.of(new double[] {0.2, Double.NaN, 0.4});
    assertThat(mean.mean()).isCloseTo(0.3, within(1e-12));
    assertThat(mean.subjects()).isEqualTo(2);
    assertThat(SubjectMean.of(new double[] {Double.NaN}).mean()).isNaN();
  }

  @Test
  void differencesAreTakenSubjectBySubject() {
    double[] scores = {0.5, 0.9, 0.1, 0.7};
    double[] lower = {0.4, 0.8, 0.0, 0.6};
    SubjectMean gain = SubjectMean.ofDifferences(scores, lower);
    assertThat(gain.low()).isCloseTo(0.1, within(1e-9));
    assertThat(gain.high()).isCloseTo(0.1, within(1e-9));
  }
}
