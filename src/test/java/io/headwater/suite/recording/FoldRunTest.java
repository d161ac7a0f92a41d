package io.headwater.suite.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldRunTest {

  private static String fingerprint(String... overrides) {
    Targets none = (subject, start, end) -> Double.NaN;
    return new FoldRun(
            RecordingRow.MMASH_IN_BED,
            Path.of("none"),
            none,
            3,
            0,
            Set.of("user_1"),
            List.of(overrides))
        .fingerprint();
  }

  @Test
  void noOverrideLetsHeldOutPeopleInOrChangesTheSeed() {
    assertThat(fingerprint("learning.held-out-subjects=[]", "seed=9")).isEqualTo(fingerprint());
    assertThat(fingerprint("estimator.hidden=8")).isNotEqualTo(fingerprint());
  }
}
