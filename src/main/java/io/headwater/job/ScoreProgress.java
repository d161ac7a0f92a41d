package io.headwater.job;

import io.headwater.score.ModelLoader;
import io.headwater.score.ScoreMetrics;
import java.util.Map;

/**
 * How far a scoring job is, read from its accumulators.
 *
 * @param chunksRead chunks read, of all modalities
 * @param windows windows scored since it was started
 * @param waiting windows that wait for the first model
 * @param modelVersion version in use; null before the first
 * @param modelsRefused models refused
 * @param lagSeconds event time between the newest chunk read and the last window scored; NaN before
 *     both are known
 */
public record ScoreProgress(
    long chunksRead,
    long windows,
    long waiting,
    Long modelVersion,
    long modelsRefused,
    double lagSeconds) {

  /** From the accumulators of a Flink job, missing ones counting as zero. */
  public static ScoreProgress of(Map<String, Object> accumulators) {
    long scored = LearnProgress.number(accumulators, ScoreMetrics.WINDOWS);
    long waiting = LearnProgress.number(accumulators, ScoreMetrics.WAITING);
    long loaded = LearnProgress.number(accumulators, ModelLoader.LOADED);
    long version = LearnProgress.number(accumulators, ModelLoader.VERSION);
    return new ScoreProgress(
        LearnProgress.of(accumulators).total("read"),
        scored,
        waiting,
        loaded > 0 || version > 0 ? (Long) version : null,
        LearnProgress.number(accumulators, ModelLoader.REFUSED),
        LearnProgress.lagSeconds(accumulators, ScoreMetrics.LAST_EVENT_MICROS));
  }
}
