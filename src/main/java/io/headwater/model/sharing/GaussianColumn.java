package io.headwater.model.sharing;

/**
 * One component in the form in which it is compared.
 *
 * @param scores normal scores, sorted
 * @param slopes derivative of each score by its value
 */
record GaussianColumn(SortedSample scores, double[] slopes) {
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
}
