package io.headwater.align.grid;

import static io.headwater.align.Chunks.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.align.Chunks;
import io.headwater.sensor.Modality;
import io.headwater.sensor.Resampling;
import io.headwater.sensor.SensorChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FootprintTest {

  @Property
  void theTouchedEndsOfIrregularSamplesAreExactlyTheWindowsThatHoldOne(
      @ForAll @Size(min = 1, max = 12) List<@LongRange(min = -500, max = 500) Long> times,
      @ForAll @IntRange(min = 1, max = 40) int slide,
      @ForAll @IntRange(max = 60) int more) {
    long[] micros = times.stream().mapToLong(Long::longValue).sorted().toArray();
    SensorChunk chunk = Chunks.irregular("s", "m", micros);
    Footprint footprint = new Footprint(new WindowGrid(slide + more, slide));
    assertThat(footprint.touchedEnds(chunk))
        .containsExactly(bruteForce(footprint, chunk, slide, slide + more));
  }

  @Property
  void theTouchedEndsOfRegularSamplesAreExactlyTheWindowsTheyCover(
      @ForAll @LongRange(min = -500, max = 500) long start,
      @ForAll @IntRange(min = 1, max = 60) int period,
      @ForAll @IntRange(min = 1, max = 9) int samples,
      @ForAll @IntRange(min = 1, max = 40) int slide,
      @ForAll @IntRange(max = 60) int more) {
    SensorChunk chunk = Chunks.regular("s", "m", "d", start, period, new float[samples]);
    Footprint footprint = new Footprint(new WindowGrid(slide + more, slide));
    assertThat(footprint.touchedEnds(chunk))
        .containsExactly(bruteForce(footprint, chunk, slide, slide + more));
  }

  private static long[] bruteForce(Footprint footprint, SensorChunk chunk, int slide, int size) {
    List<Long> ends = new ArrayList<>();
    for (long start = -2000L * slide; start < 2000L * slide; start += slide) {
      if (footprint.touches(chunk, start + size)) {
        ends.add(start + size);
      }
    }
    return ends.stream().mapToLong(Long::longValue).toArray();
  }

  @Test
  void aGapInAnIrregularChunkTouchesNoWindow() {
    Footprint footprint = new Footprint(new WindowGrid(10 * SECOND, 10 * SECOND));
    SensorChunk chunk = Chunks.irregular("s", "m", SECOND, 2 * SECOND, 35 * SECOND);
    assertThat(footprint.touchedEnds(chunk)).containsExactly(10 * SECOND, 40 * SECOND);
  }

  @Test
  void aHeldSampleIsKeptForTheWindowsItsGapReachesInto() {
    Footprint footprint = new Footprint(new WindowGrid(10 * SECOND, 10 * SECOND));
    SensorChunk chunk = Chunks.seconds("s", "m", 0, 1, 2);
    Modality mean = Chunks.series("m");
    Modality held = Chunks.series("m", 1, Resampling.HOLD, Duration.ofSeconds(25));
    assertThat(footprint.lastUseEnd(chunk, mean)).isEqualTo(10 * SECOND);
    assertThat(footprint.lastUseEnd(chunk, held)).isEqualTo(30 * SECOND);
  }
}
