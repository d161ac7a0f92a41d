package io.headwater.suite.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * What probes reached on the people of one fold, whom neither learner nor probe had seen; a line of
 * {@code folds.jsonl}.
 *
 * @param row id of the row
 * @param seed of the learner
 * @param fold number, from 0
 * @param fingerprint of all that shaped the result
 * @param scores by features, then by person; people without enough windows are absent
 * @param chance best score of guessing, by person
 * @param identity by features, how well a probe tells the people who were learned from apart,
 *     balanced accuracy on the later half of their windows
 * @param people who were learned from
 * @param seconds learning and scoring together
 */
record FoldResult(
    String row,
    long seed,
    int fold,
    String fingerprint,
    Map<String, Map<String, Double>> scores,
    Map<String, Double> chance,
    Map<String, Double> identity,
    int people,
    double seconds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String line() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of numbers and names has a JSON form.", e);
    }
  }

  /**
   * @throws JsonProcessingException when the line is none of {@link #line}
   */
  static FoldResult parse(String line) throws JsonProcessingException {
    return JSON.readValue(line, FoldResult.class);
  }

  /** Whether it is that of a fold, with every score that is shown by now. */
  boolean isOf(RecordingRow wanted, long wantedSeed, int wantedFold, String wantedFingerprint) {
    return row.equals(wanted.id())
        && seed == wantedSeed
        && fold == wantedFold
        && fingerprint.equals(wantedFingerprint)
        && scores.keySet().containsAll(FeatureSet.labels());
  }
}
