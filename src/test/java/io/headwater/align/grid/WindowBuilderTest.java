package io.headwater.align.grid;

import static io.headwater.align.Chunks.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.align.Chunks;
import io.headwater.sensor.Modality;
import io.headwater.sensor.Resampling;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.AlignedWindow;
import io.headwater.window.InputRange;
import io.headwater.window.QualityFlag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WindowBuilderTest {
  private static final List<Modality> MODALITIES =
      List.of(
          Chunks.series("sleep"),
          Chunks.series("heart", 0.5, Resampling.LINEAR, Duration.ofSeconds(6)),
          Chunks.tabular("profile"));
  private static final WindowBuilder BUILDER =
      new WindowBuilder(MODALITIES, new WindowGrid(10 * SECOND, 10 * SECOND));

  @Test
  void aSilentModalityIsAbsentAndTheRowStillComes() {
    AlignedWindow window = build(10, Chunks.seconds("s", "sleep", 2, 5, 6)).get(0);
    assertThat(window.grids()).extracting("modality").containsExactly("sleep");
    assertThat(window.grid("sleep").coverage()).isEqualTo(0.2f);
    assertThat(window.startMicros()).isZero();
  }

  @Test
  void aTabularRowAloneMakesNoWindow() {
    assertThat(build(10, Chunks.seconds("s", "profile", 1, 5))).isEmpty();
  }

  @Test
  void theLatestTabularRowBeforeTheWindowsEndCounts() {
    SensorChunk sleep = Chunks.seconds("s", "sleep", 2, 5);
    SensorChunk old = Chunks.seconds("s", "profile", -500, 1);
    SensorChunk latest = Chunks.seconds("s", "profile", 9, 2);
    SensorChunk future = Chunks.seconds("s", "profile", 10, 3);
    AlignedWindow window = build(10, sleep, latest, future, old).get(0);
    assertThat(window.grid("profile").values()).containsExactly(2);
  }

  @Test
  void aTabularRowTakesNoEffectBeforeItsEffectiveTime() {
    PlacedChunk sleep = place(Chunks.seconds("s", "sleep", 2, 5), 0);
    SensorChunk row = Chunks.seconds("s", "profile", 1, 7);
    PlacedChunk behind = new PlacedChunk(row, "p", 1, 12 * SECOND);
    assertThat(
            BUILDER.build("s", 10 * SECOND, List.of(sleep, behind)).orElseThrow().grid("profile"))
        .isNull();
  }

  @Test
  void chunksThatStartAfterTheWindowDoNotInfluenceIt() {
    SensorChunk inside = Chunks.regular("s", "heart", "d", 8 * SECOND, SECOND, 1);
    SensorChunk beyond = Chunks.regular("s", "heart", "d", 10 * SECOND, SECOND, 9);
    assertThat(Chunks.bits(build(10, inside, beyond).get(0)))
        .isEqualTo(Chunks.bits(build(10, inside).get(0)));
  }

  @Test
  void badSamplesSeveralDevicesAndOverlapAreFlagged() {
    SensorChunk left = Chunks.regular("s", "sleep", "left", 0, SECOND, 1, Float.NaN, 1);
    SensorChunk right = Chunks.regular("s", "sleep", "right", 2 * SECOND, SECOND, 3);
    int flags = build(10, left, right).get(0).grid("sleep").flags();
    assertThat(QualityFlag.NON_FINITE_SAMPLES.in(flags)).isTrue();
    assertThat(QualityFlag.SEVERAL_DEVICES.in(flags)).isTrue();
    assertThat(QualityFlag.OVERLAPPING_CHUNKS.in(flags)).isTrue();
  }

  @Test
  void cleanDataCarryNoFlag() {
    SensorChunk first = Chunks.seconds("s", "sleep", 0, 1, 2);
    SensorChunk next = Chunks.seconds("s", "sleep", 2, 1, 2);
    assertThat(build(10, first, next).get(0).grid("sleep").flags()).isZero();
  }

  @Test
  void lineageSpansThePositionsOfEachSourceInOrder() {
    List<PlacedChunk> chunks =
        List.of(
            new PlacedChunk(Chunks.seconds("s", "sleep", 5, 1), "b", 9, 5 * SECOND),
            new PlacedChunk(Chunks.seconds("s", "sleep", 1, 1), "b", 4, SECOND),
            new PlacedChunk(Chunks.seconds("s", "heart", 1, 1), "a", 7, SECOND),
            new PlacedChunk(Chunks.seconds("s", "sleep", 11, 1), "b", 20, 11 * SECOND));
    assertThat(BUILDER.build("s", 10 * SECOND, chunks).orElseThrow().lineage())
        .containsExactly(new InputRange("a", 7, 7), new InputRange("b", 4, 9));
  }

  @Property(tries = 100)
  void theOrderOfChunksDoesNotChangeABit(@ForAll Random random) {
    List<PlacedChunk> chunks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String modality = MODALITIES.get(random.nextInt(3)).name();
      long start = random.nextInt(14_000_000) - 2_000_000;
      float[] values = {random.nextFloat(), random.nextFloat() * 1e6f, random.nextFloat()};
      chunks.add(place(Chunks.regular("s", modality, "d" + i % 2, start, 333_333.3, values), i));
    }
    chunks.add(place(Chunks.seconds("s", "sleep", 1, 1), 99));
    AlignedWindow window = BUILDER.build("s", 10 * SECOND, chunks).orElseThrow();
    Collections.shuffle(chunks, random);
    assertThat(Chunks.bits(BUILDER.build("s", 10 * SECOND, chunks).orElseThrow()))
        .isEqualTo(Chunks.bits(window));
  }

  private static PlacedChunk place(SensorChunk chunk, long position) {
    return new PlacedChunk(chunk, "p", position, chunk.startMicros());
  }

  private static List<AlignedWindow> build(long endSecond, SensorChunk... chunks) {
    List<PlacedChunk> placed = Arrays.stream(chunks).map(c -> place(c, 0)).toList();
    return BUILDER.build("s", endSecond * SECOND, placed).stream().toList();
  }
}
