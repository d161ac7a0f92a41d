package io.headwater.wire.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.estimator.ComponentBlock;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.WindowEstimate;
import io.headwater.learn.LatentRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentsCsvTest {
  @TempDir Path folder;

  private static ModalityEstimate estimate(String name, float... mean) {
    return new ModalityEstimate(
        name, true, mean, new float[mean.length], new float[] {9}, new float[] {1});
  }

  @Test
  void cellsBeyondTheCountedLatentsStayEmpty() throws IOException {
    Path file = folder.resolve("latents.csv");
    try (LatentsCsv csv =
        new LatentsCsv(
            file, List.of(new ComponentBlock("a", 3, 1), new ComponentBlock("b", 1, 1)))) {
      WindowEstimate estimate =
          new WindowEstimate(List.of(estimate("a", 1, 2), estimate("b", 3)), 0, 1, 0);
      csv.write(new LatentRecord("s", 0, 1_000_000, 1, estimate, List.of()));
    }
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "subject,window_start,window_end,a.z0,a.z1,a.z2,a.eta0,b.z0,b.eta0",
            "s,1970-01-01T00:00:00Z,1970-01-01T00:00:01Z,1.0,2.0,,9.0,3.0,9.0");
  }
}
