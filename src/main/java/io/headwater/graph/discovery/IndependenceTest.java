package io.headwater.graph.discovery;

/** A test of whether two variables are independent given others. */
public interface IndependenceTest {
  /** Number of variables, known by index. */
  int variables();

  /**
   * The p-value of independence.
   *
   * @param x a variable
   * @param y another
   * @param given the variables that are held fixed, ascending; neither x nor y
   * @return 0 to 1; small speaks against independence
   */
  double pValue(int x, int y, int[] given);
}
