package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.estimator.StepReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** States of the current version stay readable; version 1 was never released. */
class SunStateTest {
  private static final String GOLDEN = "/golden/sun-state-v2.bin";

  private static SunEstimator tiny() {
    return SunEstimator.create(
        SharedCauses.vectors(2, 3, 1).shapes(), SunSettings.defaults().withHidden(2), 1);
  }

  @Test
  void versionTwoIsReadAndWrittenBackBitForBit() throws IOException {
    byte[] golden = resource(GOLDEN);
    try (SunEstimator learner = tiny()) {
      learner.restore(golden);
      assertThat(learner.steps()).isEqualTo(3);
      assertThat(learner.save()).isEqualTo(golden);
      StepReport report = learner.step(SharedCauses.vectors(2, 3, 1).windows(0, 16));
      assertThat(report.step()).isEqualTo(4);
      assertThat(report.applied()).isTrue();
    }
  }

  @Test
  void theFirstVersionWhichWasNeverReleasedIsRefusedWithAWayOut() throws IOException {
    byte[] old = resource("/golden/sun-state-v1.bin");
    try (SunEstimator learner = tiny()) {
      assertThatThrownBy(() -> learner.restore(old))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("version 1, which was never released");
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SunStateTest.class.getResourceAsStream(name)) {
      if (in != null) {
        return in.readAllBytes();
      }
    }
    throw new IllegalStateException(
        "Golden state " + name + " is missing; it was written by SunStateTest.main.");
  }

  /** Writes the golden state of the current version: only for a new version, never over an old. */
  public static void main(String[] target) throws IOException {
    SharedCauses data = SharedCauses.vectors(2, 3, 1);
    try (SunEstimator learner = tiny()) {
      learner.observe(data.windows(0, 20));
      for (int s = 0; s < 3; s++) {
        learner.step(data.windows(0, 16));
      }
      Files.write(Path.of(target[0]), learner.save());
    }
  }
}
