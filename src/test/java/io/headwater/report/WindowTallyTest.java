package io.headwater.report;

import static io.headwater.report.RunFolder.estimate;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.WindowEstimate;
import io.headwater.learn.LatentRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTallyTest {
  private static final long MINUTE = 60_000_000L;

  /** As the estimator of mixtures publishes: a block before the modalities, always there. */
  private static LatentRecord window(int minute, boolean wrist) {
    List<ModalityEstimate> blocks =
        List.of(estimate("joint", true, 1), estimate("wrist", wrist), estimate("belt", true));
    return new LatentRecord(
        "ada",
        minute * MINUTE,
        (minute + 1) * MINUTE,
        1,
        new WindowEstimate(blocks, 1, 1, Double.NaN),
        List.of());
  }

  @Test
  void blocksThatNoSensorHasAreNoModalities() {
    WindowTally tally = new WindowTally(List.of("wrist", "belt")::contains);
    List<LatentRecord> windows = List.of(window(0, true), window(1, false));
    windows.forEach(tally::add);
    windows.forEach(tally::place);
    assertThat(tally.result().modalities())
        .extracting(DataSummary.ModalityLine::modality)
        .containsExactly("wrist", "belt");
    assertThat(tally.result().modalities())
        .extracting(DataSummary.ModalityLine::presentShare)
        .containsExactly(.5, 1.0);
    assertThat(tally.result().people().get(0).present()).containsExactly(.5, 1.0);
  }
}
