package io.headwater.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.AlignedWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What remains of a window when its subject's own level is taken off. */
class BaselineStoreTest {
  private static final List<Modality> MODALITIES =
      List.of(Chunks.series("sleep"), Chunks.series("pulse"), Chunks.tabular("profile"));

  @Test
  void eachSubjectIsComparedWithItsOwnPastAndPresent() throws Exception {
    try (var aligner = new AlignerHarness(spec(100), null)) {
      aligner.send(
          Chunks.seconds("a", "sleep", 0, 10, 14),
          Chunks.seconds("a", "sleep", 10, 18),
          Chunks.seconds("b", "sleep", 10, -500),
          Chunks.seconds("a", "sleep", 20, 15));
      aligner.watermark(30);
      assertThat(values(aligner, "a", "sleep", 0)).startsWith(-2, 2); // level 12
      assertThat(values(aligner, "a", "sleep", 1)).startsWith(3); // level (12 + 18) / 2
      assertThat(values(aligner, "a", "sleep", 2)).startsWith(0); // level (12 + 18 + 15) / 3
      assertThat(values(aligner, "b", "sleep", 0)).startsWith(0);
    }
  }

  @Test
  void whatIsAbsentStaysAbsentAndTakesNoPart() throws Exception {
    try (var aligner = new AlignerHarness(spec(100), null)) {
      aligner.send(
          Chunks.seconds("a", "sleep", 1, 10),
          Chunks.seconds("a", "pulse", 11, 1), // a window without sleep
          Chunks.seconds("a", "sleep", 21, 20));
      aligner.watermark(30);
      assertThat(values(aligner, "a", "sleep", 0)).containsOnly(0);
      assertThat(windows(aligner, "a").get(1).grid("sleep")).isNull();
      assertThat(values(aligner, "a", "sleep", 2)).startsWith(0, 5); // level (10 + 20) / 2
    }
  }

  @Test
  void rowsThatRarelyChangeKeepTheirLevel() throws Exception {
    try (var aligner = new AlignerHarness(spec(100), null)) {
      aligner.send(Chunks.seconds("a", "profile", -50, 42), Chunks.seconds("a", "sleep", 1, 1));
      aligner.watermark(10);
      assertThat(values(aligner, "a", "profile", 0)).containsExactly(42);
    }
  }

  @Test
  void aLevelFollowsSlowlyOnceItsWindowsAreFull() throws Exception {
    try (var aligner = new AlignerHarness(spec(2), null)) {
      aligner.send(
          Chunks.seconds("a", "sleep", 0, 8),
          Chunks.seconds("a", "sleep", 10, 0),
          Chunks.seconds("a", "sleep", 20, 0),
          Chunks.seconds("a", "sleep", 30, 0));
      aligner.watermark(40);
      assertThat(values(aligner, "a", "sleep", 1)).startsWith(-4);
      assertThat(values(aligner, "a", "sleep", 2)).startsWith(-2); // each window counts a half
      assertThat(values(aligner, "a", "sleep", 3)).startsWith(-1);
    }
  }

  @Test
  void oneUninitialisedNumberDoesNotBecomeTheLevel() throws Exception {
    try (var aligner = new AlignerHarness(spec(100), null)) {
      aligner.send(
          Chunks.seconds("a", "sleep", 0, 60),
          Chunks.seconds("a", "sleep", 10, 1e30f),
          Chunks.seconds("a", "sleep", 20, 62));
      aligner.watermark(30);
      assertThat(values(aligner, "a", "sleep", 2)).startsWith(1);
    }
  }

  @Test
  void levelsGoOnAfterARestoreOnEitherBackend() throws Exception {
    SensorChunk early = Chunks.seconds("a", "sleep", 0, 10, 14);
    SensorChunk later = Chunks.seconds("a", "sleep", 10, 18);
    try (var whole = new AlignerHarness(spec(100), null);
        var before = AlignerHarness.onRocksDb(spec(100), null)) {
      whole.send(early).watermark(10).send(later).watermark(20);
      before.send(early).watermark(10);
      try (var after = AlignerHarness.onRocksDb(spec(100), before.snapshot())) {
        after.send(later).watermark(20);
        List<AlignedWindow> rows = new ArrayList<>(before.windows());
        rows.addAll(after.windows());
        assertThat(rows.stream().map(Chunks::bits))
            .containsExactlyElementsOf(whole.windows().stream().map(Chunks::bits).toList());
      }
    }
  }

  private static float[] values(
      AlignerHarness aligner, String subject, String modality, int window) {
    return windows(aligner, subject).get(window).grid(modality).values();
  }

  private static List<AlignedWindow> windows(AlignerHarness aligner, String subject) {
    return aligner.windows().stream().filter(w -> w.subject().equals(subject)).toList();
  }

  private static AlignmentSpec spec(int baselineWindows) {
    return new AlignmentSpec(
        MODALITIES,
        Duration.ofSeconds(10),
        null,
        Duration.ofSeconds(30),
        false,
        null,
        null,
        1,
        null,
        baselineWindows);
  }
}
