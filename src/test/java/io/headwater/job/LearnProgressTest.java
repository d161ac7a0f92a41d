package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.align.Alignment;
import io.headwater.learn.LearnerMetrics;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearnProgressTest {

  @Test
  void lagIsEventTimeBetweenTheNewestChunkAndTheLastWindowLearned() {
    LearnProgress progress =
        LearnProgress.of(
            Map.of(
                Alignment.NEWEST_MICROS,
                90_000_000L,
                LearnerMetrics.LAST_EVENT_MICROS,
                60_000_000L));
    assertThat(progress.lagSeconds()).isEqualTo(30.0);
  }

  @Test
  void lagIsUnknownBeforeTheFirstWindow() {
    LearnProgress progress =
        LearnProgress.of(
            Map.of(
                Alignment.NEWEST_MICROS,
                90_000_000L,
                LearnerMetrics.LAST_EVENT_MICROS,
                Long.MIN_VALUE));
    assertThat(progress.lagSeconds()).isNaN();
  }
}
