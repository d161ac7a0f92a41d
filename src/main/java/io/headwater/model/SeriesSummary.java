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

  /** Added to the deviation before the logarithm: a flat segment is flat, not minus infinity. */
  private static final double FLAT = 1e-3;

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
        segment(cells, known, c, from, to, summary, summaryKnown, (s * channels + c) * 2);
      }
    }
  }

  private void segment(
      float[] cells,
      float[] known,
      int channel,
      int from,
      int to,
      float[] y,
      float[] mark,
      int at) {
    int count = 0;
    double sum = 0;
    for (int t = from; t < to; t++) {
      int cell = t * channels + channel;
      if (known[cell] > 0) {
        count++;
        sum += cells[cell];
      }
    }
    double level = count == 0 ? 0 : sum / count;
    double squares = 0;
    for (int t = from; t < to; t++) {
      int cell = t * channels + channel;
      squares += known[cell] > 0 ? (cells[cell] - level) * (cells[cell] - level) : 0;
    }
    y[at] = (float) level;
    mark[at] = count > 0 ? 1 : 0;
    y[at + 1] = count > 1 ? (float) Math.log(Math.sqrt(squares / count) + FLAT) : 0;
    mark[at + 1] = count > 1 ? 1 : 0;
  }
}
