package io.headwater.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sensor.SensorChunk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many windows one chunk may open. */
class ScreeningTest {
  private static final double NEARLY_A_DAY_MICROS = 86_000.0 * Chunks.SECOND;

  @Test
  void oneSampleMayNotStandForMoreThanTenThousandWindows() {
    SensorChunk one =
        Chunks.regular("a", "sleep", "dev", 100 * Chunks.SECOND, NEARLY_A_DAY_MICROS, 1);
    assertThat(screening(10).problem(one)).isNull(); // 8,600 windows
    assertThat(screening(5).problem(one)).contains("17202 windows with 1 samples"); // 17,200 + 2
  }

  @Test
  void aLongChunkOfAsManySamplesMay() {
    SensorChunk dense =
        Chunks.regular("a", "sleep", "dev", 100 * Chunks.SECOND, Chunks.SECOND, new float[86_000]);
    assertThat(screening(5).problem(dense)).isNull();
  }

  private static Screening screening(long slideSeconds) {
    AlignmentSpec spec =
        new AlignmentSpec(
            List.of(Chunks.series("sleep")),
            Duration.ofSeconds(10),
            Duration.ofSeconds(slideSeconds),
            Duration.ofSeconds(30),
            false,
            null,
            null,
            1,
            null,
            0);
    return new Screening(spec, WallClock.system());
  }
}
