package io.headwater.estimator.mixture;

/**
 * Windows of two groups along a line on which the groups' centres are at −1 and 1: how many lie in
 * the middle, and how many around each centre.
 */
final class ValleyCount {
  /** A valley has fewer than half as many windows as there are around the lesser centre. */
  static final double GAP = 0.5;

  /** Windows that each of two groups must have. */
  static final int FEWEST = 10;

  /** Half the width of what counts as the middle, and as around a centre. */
  private static final double NEAR = 0.25;

  private final int[] seen = new int[2];
  private final int[] around = new int[2];
  private int middle;

  /**
   * @param side 0 for the group whose centre is at −1, or 1
   */
  void add(int side, double at) {
    seen[side]++;
    middle += Math.abs(at) < NEAR ? 1 : 0;
    around[0] += Math.abs(at + 1) < NEAR ? 1 : 0;
    around[1] += Math.abs(at - 1) < NEAR ? 1 : 0;
  }

  /** Windows in the middle per window around the lesser centre; NaN with too few. */
  double depth() {
    int lesser = Math.min(around[0], around[1]);
    return Math.min(seen[0], seen[1]) < FEWEST || lesser == 0
        ? Double.NaN
        : (double) middle / lesser;
  }
}
