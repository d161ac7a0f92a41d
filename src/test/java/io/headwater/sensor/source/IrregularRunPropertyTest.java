package io.headwater.sensor.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sensor.SensorChunk;
import io.headwater.sensor.SensorRecord;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class IrregularRunPropertyTest {
  private final ChunkOrigin origin = new ChunkOrigin("s", "m", "", List.of("a"), "");

  @Property
  void noSampleIsLostOrMovedWhateverTheChunkLength(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0, max = 3_000_000) Long> steps,
      @ForAll @IntRange(min = 1, max = 20) int seconds,
      @ForAll boolean infer) {
    List<SensorRecord> chunks = new ArrayList<>();
    IrregularRun run = new IrregularRun(origin, new ChunkLength(seconds * 1_000_000L), infer);
    List<Long> expected = new ArrayList<>();
    long time = 0;
    for (long step : steps) {
      time += step;
      expected.add(time);
      run.add(time, new float[] {1}, chunks::add);
    }
    run.flush(chunks::add);

    List<Long> read = new ArrayList<>();
    for (SensorRecord record : chunks) {
      SensorChunk chunk = (SensorChunk) record;
      for (int i = 0; i < chunk.samples(); i++) {
        read.add(chunk.timeMicros(i));
      }
    }
    assertThat(read).isEqualTo(expected);
  }
}
