package io.headwater.model.sharing;

/**
 * How far the actual pairing of two one-dimensional samples is from their optimal transport
 * coupling (our reading of the Wasserstein cost of Benhamza et al. 2026; the paper's own form is
 * not known to us):
 *
 * <pre>C = min over signs s of  mean sort(a) sort(s c) - s mean a c
 *   = min over s of  (mean (a - s c)^2 - W2^2(a, s c)) / 2</pre>
 *
 * <p>It is never negative, 0 exactly where one is a monotone function of the other on the sample,
 * and about 1 for independent components of unit variance. Unlike a distance of the marginals it
 * depends on the pairing: two components of the same shape are far apart unless they go together.
 *
 * @param cost C
 * @param sign s, +1 or -1
 * @param firstGradient dC/da, one entry a row
 * @param secondGradient dC/dc
 */
record CouplingGap(double cost, int sign, double[] firstGradient, double[] secondGradient) {

  /** Of two samples in the same rows. O(rows) beyond the sorting that made them. */
  static CouplingGap of(SortedSample a, SortedSample c) {
    int rows = a.values().length;
    double product = 0;
    double same = 0;
    double opposite = 0;
    for (int r = 0; r < rows; r++) {
      product += a.values()[r] * c.values()[r];
      same += a.sorted(r) * c.sorted(r);
      opposite -= a.sorted(r) * c.sorted(rows - 1 - r);
    }
    double up = (same - product) / rows;
    double down = (opposite + product) / rows;
    int sign = up <= down ? 1 : -1;
    double[] first = new double[rows];
    double[] second = new double[rows];
    for (int r = 0; r < rows; r++) {
      int rank = a.rank()[r];
      double partner = sign * c.sorted(sign > 0 ? rank : rows - 1 - rank);
      first[r] = (partner - sign * c.values()[r]) / rows;
      rank = c.rank()[r];
      partner = sign * a.sorted(sign > 0 ? rank : rows - 1 - rank);
      second[r] = (partner - sign * a.values()[r]) / rows;
    }
    return new CouplingGap(Math.min(up, down), sign, first, second);
  }
}
