package io.headwater.align.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.align.Chunks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LatestRowsTest {

  @Property(tries = 300)
  void droppingSupersededRowsChangesNoWindowStillOpen(@ForAll Random random) {
    List<PlacedChunk> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      long start = random.nextInt(40);
      long effective = start + (random.nextBoolean() ? 0 : random.nextInt(30));
      float[] rows = new float[1 + random.nextInt(3)];
      all.add(
          new PlacedChunk(
              Chunks.regular("s", "m", "d" + i, start, 1 + random.nextInt(9), rows),
              "p",
              i,
              effective));
    }
    long openFrom = random.nextInt(80);
    List<PlacedChunk> kept =
        all.stream()
            .filter(
                older ->
                    all.stream().noneMatch(newer -> LatestRows.superseded(older, newer, openFrom)))
            .toList();
    for (long end = openFrom + 1; end < 140; end++) {
      assertThat(LatestRows.asOf(kept, end)).isEqualTo(LatestRows.asOf(all, end));
    }
  }

  @Test
  void oncePassedOnlyTheLatestRowIsNeeded() {
    PlacedChunk older = new PlacedChunk(Chunks.seconds("s", "m", 1, 1), "p", 0, Chunks.SECOND);
    PlacedChunk newer = new PlacedChunk(Chunks.seconds("s", "m", 5, 1), "p", 1, 5 * Chunks.SECOND);
    assertThat(LatestRows.superseded(older, newer, 5 * Chunks.SECOND)).isTrue();
    assertThat(LatestRows.superseded(older, newer, 4 * Chunks.SECOND)).isFalse();
    assertThat(LatestRows.superseded(newer, older, Long.MAX_VALUE)).isFalse();
  }
}
