package io.headwater.suite.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldResultTest {

  private static FoldResult result(Map<String, Map<String, Double>> scores) {
    return new FoldResult("mmash-in-bed", 1, 0, "print", scores, Map.of(), Map.of(), 9, 60);
  }

  private static boolean isTakenOver(FoldResult result) throws Exception {
    return FoldResult.parse(result.line()).isOf(RecordingRow.MMASH_IN_BED, 1, 0, "print");
  }

  @Test
  void aFoldOfAnEarlierReleaseWithFewerScoresIsDoneAgain() throws Exception {
    Map<String, Map<String, Double>> scores = new HashMap<>();
    FeatureSet.labels().forEach(label -> scores.put(label, Map.of("user_1", 0.5)));
    assertThat(isTakenOver(result(scores))).isTrue();
    scores.remove(FeatureSet.COMPONENTS.label());
    assertThat(isTakenOver(result(scores))).isFalse();
  }
}
