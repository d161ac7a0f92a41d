package io.headwater.suite.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.WindowEstimate;
import io.headwater.learn.LatentRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  private static final float[] UNUSED = {9, 9};

  private static ModalityEstimate modality(String name, float[] mean, float... exogenous) {
    return new ModalityEstimate(name, true, mean, UNUSED, exogenous, UNUSED);
  }

  @Test
  void componentsAreLatentsAndExogenousOfOneModalityAfterTheOther() {
    WindowEstimate estimate =
        new WindowEstimate(
            List.of(
                modality("wrist", new float[] {1, 2}, 3), modality("belt", new float[] {4}, 5, 6)),
            Double.NaN,
            Double.NaN,
            Double.NaN);
    List<LatentRecord> one = List.of(new LatentRecord("a", 0, 1, 1, estimate, List.of()));
    assertThat(Features.latents(one)).isDeepEqualTo(new double[][] {{1, 2, 4}});
    assertThat(Features.components(one)).isDeepEqualTo(new double[][] {{1, 2, 3, 4, 5, 6}});
    assertThat(Features.first(2, Features.components(one))).isDeepEqualTo(new double[][] {{1, 2}});
  }
}
