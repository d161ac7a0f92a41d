package io.headwater.align.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WindowGridTest {

  @Property
  void anInstantLiesInTheFirstAndLastWindowAndInNoneBeyond(
      @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long instant,
      @ForAll @IntRange(min = 1, max = 5000) int slide,
      @ForAll @IntRange(max = 20_000) int more) {
    WindowGrid grid = new WindowGrid(slide + more, slide);
    long first = grid.firstEnd(instant);
    long last = grid.lastEnd(instant);
    assertThat(contains(grid, first, instant)).isTrue();
    assertThat(contains(grid, last, instant)).isTrue();
    assertThat(contains(grid, first - slide, instant)).isFalse();
    assertThat(contains(grid, last + slide, instant)).isFalse();
    assertThat(grid.start(last) % slide).isZero();
    assertThat((last - first) % slide).isZero();
  }

  @Property
  void aTimerNeverFiresWhileAChunkOfItsWindowMayStillCome(
      @ForAll @LongRange(min = -100_000, max = 100_000) long end,
      @ForAll @LongRange(min = -200, max = 200) long watermarkMillis) {
    boolean fires = WindowGrid.timerMillis(end) <= watermarkMillis;
    long earliestLaterStart = (watermarkMillis + 1) * 1000;
    assertThat(fires).isEqualTo(earliestLaterStart >= end);
  }

  @Test
  void aSlideLongerThanTheWindowIsRefused() {
    assertThatThrownBy(() -> new WindowGrid(10, 11))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("slide 11 µs exceeds size 10 µs");
  }

  private static boolean contains(WindowGrid grid, long end, long instant) {
    return grid.start(end) <= instant && instant < end;
  }
}
