package io.headwater.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuresTest {
  @TempDir Path folder;

  @Test
  void theNewestValueMovesTheMeanByItsShareOfTheMemory() {
    RecentMean mean = new RecentMean(4);
    assertThat(mean.value()).isNaN();
    mean.add(Double.NaN);
    assertThat(mean.value()).isNaN();
    mean.add(1);
    mean.add(0);
    mean.add(Double.POSITIVE_INFINITY);
    assertThat(mean.value()).isEqualTo(0.75, within(1e-12));
  }

  @Test
  void residentMemoryIsReadFromWhatTheKernelSaysOrUnknown() throws Exception {
    Path status = Files.writeString(folder.resolve("status"), "Name:\tjava\nVmRSS:\t  1234 kB\n");
    assertThat(ResidentMemory.bytes(status)).isEqualTo(1234 * 1024);
    Files.writeString(status, "Name:\tjava\n");
    assertThat(ResidentMemory.bytes(status)).isEqualTo(ResidentMemory.UNKNOWN);
    assertThat(ResidentMemory.bytes(folder.resolve("none"))).isEqualTo(ResidentMemory.UNKNOWN);
  }
}
