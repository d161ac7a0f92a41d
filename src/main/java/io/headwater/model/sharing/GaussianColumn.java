package io.headwater.model.sharing;

/**
 * One component in the form in which it is compared.
 *
 * @param scores normal scores, sorted
 * @param slopes derivative of each score by its value
 */
record GaussianColumn(SortedSample scores, double[] slopes) {
  /** Scores of a component without ties have a variance of one. */
  private static final double LEAST_VARIANCE = 0.5;

  static GaussianColumn of(double[] values) {
    SortedSample raw = SortedSample.of(values);
    NormalScores map = NormalScores.of(raw.ascending());
    double[] scores = new double[values.length];
    double[] slopes = new double[values.length];
    for (int r = 0; r < scores.length; r++) {
      scores[r] = map.score(values[r]);
      slopes[r] = map.slope(values[r]);
    }
    // The map is monotone: ranks stay.
    return new GaussianColumn(new SortedSample(scores, raw.order(), raw.rank()), slopes);
  }

  /** Cost and gradient of a pair; a component that hardly varies goes with none. */
  static CouplingGap gap(GaussianColumn first, GaussianColumn second) {
    if (first.varies() && second.varies()) {
      return CouplingGap.of(first.scores, second.scores);
    }
    int rows = first.slopes.length;
    return new CouplingGap(1, 1, new double[rows], new double[rows]);
  }

  /** False of a constant and of a component that is mostly ties, whose scores mean nothing. */
  private boolean varies() {
    double mean = 0;
    double square = 0;
    for (double score : scores.values()) {
      mean += score / slopes.length;
      square += score * score / slopes.length;
    }
    return square - mean * mean > LEAST_VARIANCE;
  }
}
