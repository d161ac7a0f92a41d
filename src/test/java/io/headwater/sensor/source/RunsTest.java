package io.headwater.sensor.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sensor.SensorChunk;
import io.headwater.sensor.SensorRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTest {
  private final ChunkOrigin origin = new ChunkOrigin("s", "m", "", List.of("a"), "");
  private final List<SensorRecord> out = new ArrayList<>();

  private SensorChunk chunk(int i) {
    return (SensorChunk) out.get(i);
  }

  @Test
  void tenSecondsIsTheDefaultLengthAndValuesAreBounded() {
    assertThat(ChunkLength.of(null).samples(1e6 / 100, 3)).isEqualTo(1_000);
    assertThat(ChunkLength.of(null).samples(1e6 / 100_000, 2)).isEqualTo(32_768);
    assertThat(ChunkLength.of(Duration.ofSeconds(1)).samples(4e6, 1)).isEqualTo(1);
  }

  @Test
  void aStretchOfMissingValuesIsSilent() {
    RegularRun run = new RegularRun(origin, 1e6, 2);
    run.begin(0, out::add);
    run.addMissing(out::add);
    run.addMissing(out::add);
    run.add(new float[] {1}, out::add);
    run.flush(out::add);

    assertThat(out).hasSize(1);
    assertThat(chunk(0).startMicros()).isEqualTo(2_000_000);
    assertThat(chunk(0).sequence()).isZero();
  }

  @Test
  void aPeriodIsInferredOnlyWhenExact() {
    IrregularRun run = new IrregularRun(origin, new ChunkLength(10_000_000), true);
    for (long time : new long[] {0, 1_000_000, 2_000_000, 3_000_001}) {
      run.add(time, new float[] {1}, out::add);
    }
    run.flush(out::add);
    for (long time : new long[] {20_000_000, 21_000_000, 22_000_000}) {
      run.add(time, new float[] {1}, out::add);
    }
    run.flush(out::add);

    assertThat(chunk(0).isRegular()).isFalse();
    assertThat(chunk(0).offsetsMicros()).containsExactly(0, 1_000_000, 2_000_000, 3_000_001);
    assertThat(chunk(1).periodMicros()).isEqualTo(1e6);
  }

  @Test
  void twoSamplesAloneHaveNoPeriodButGoOnWithOneThatWasTrusted() {
    IrregularRun run = new IrregularRun(origin, new ChunkLength(3_000_000), true);
    for (long time = 0; time <= 4_000_000; time += 1_000_000) {
      run.add(time, new float[] {1}, out::add);
    }
    run.flush(out::add);
    run.add(9_000_000, new float[] {1}, out::add);
    run.add(9_500_000, new float[] {1}, out::add);
    run.flush(out::add);

    assertThat(chunk(0).samples()).isEqualTo(3);
    assertThat(chunk(1).samples()).isEqualTo(2);
    assertThat(chunk(1).periodMicros()).isEqualTo(1e6);
    assertThat(chunk(2).isRegular()).isFalse();
  }
}
