package io.headwater.evaluate;

/** How two series are correlated. */
public enum Correlation {
  /** Straight-line correlation. */
  PEARSON,
  /** Correlation of ranks, blind to monotone bending; ties share their mean rank. */
  SPEARMAN;

  /**
   * Absolute correlations of all pairs.
   *
   * @param a component × row
   * @param b component × row, as many rows
   * @return component of a × component of b, each 0 to 1; 0 where a series is constant
   */
  double[][] strengths(double[][] a, double[][] b) {
    double[][] left = prepared(a);
    double[][] right = a == b ? left : prepared(b);
    double[][] strength = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        strength[i][j] = Math.min(1, Math.abs(Ranks.pearson(left[i], right[j])));
      }
    }
    return strength;
  }

  /** Correlation of two series with its sign, -1 to 1; 0 where one is constant. */
  public double between(double[] a, double[] b) {
    double[][] prepared = prepared(new double[][] {a, b});
    return Ranks.pearson(prepared[0], prepared[1]);
  }

  /** What the straight-line correlation is to be taken of. */
  private double[][] prepared(double[][] series) {
    if (this == PEARSON) {
      return series;
    }
    double[][] ranks = new double[series.length][];
    for (int i = 0; i < series.length; i++) {
      ranks[i] = Ranks.ranks(series[i]);
    }
    return ranks;
  }
}
