package io.headwater.config;

/**
 * What holds for the scoring job alone.
 *
 * @param chunksBeforeModel chunks that each reader reads before there is a model to score with
 */
public record ScoreConfig(Integer chunksBeforeModel) {
  /**
   * Their windows wait in memory and in checkpoints: with chunks of some kilobytes a few megabytes,
   * and still minutes of a ward, so that scoring starts at once when the model is there.
   */
  public static final int DEFAULT_CHUNKS_BEFORE_MODEL = 2000;

  public ScoreConfig {
    chunksBeforeModel =
        chunksBeforeModel == null ? (Integer) DEFAULT_CHUNKS_BEFORE_MODEL : chunksBeforeModel;
  }

  public static ScoreConfig defaults() {
    return new ScoreConfig(null);
  }
}
