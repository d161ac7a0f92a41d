package io.headwater.model;

/**
 * A window of a time series in equal segments: per segment and channel the mean of its known cells,
 * and the logarithm of their standard deviation. Layout: (segment, channel, [level, spread]).
 */
record SeriesSummary(int steps, int channels) implements TargetSummary {
  /** Four segments show a trend and a transient; more would be mostly noise. */
  private static final int SEGMENTS = 4;

  /** A segment has at least two steps. */
  private static final int SHORTEST_SEGMENT = 2;

  private int segments() {
    return Math.max(1, Math.min(SEGMENTS, steps / SHORTEST_SEGMENT));
  }

  @Override
  public int size() {
    return segments() * channels * 2;
  }

  @Override
  public void summarise(float[] cells, float[] known, float[] summary, float[] summaryKnown) {
    int segments = segments();
    for (int s = 0; s < segments; s++) {
      int from = steps * s / segments;
      int to = steps * (s + 1) / segments;
      for (int c = 0; c < channels; c++) {
        int first = from * channels + c;
        int at = (s * channels + c) * 2;
        LevelAndSpread.summarise(
            cells, known, first, to * channels, channels, summary, summaryKnown, at);
      }
    }
  }
}
