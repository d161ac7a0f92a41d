package io.headwater.model.coupled;

import org.ejml.simple.SimpleMatrix;

/**
 * How far two unmixings of the same space are from agreeing up to order, sign and scale (Amari,
 * Cichocki and Yang 1996): 0 for the same components, about 0.5 for two random rotations of a few
 * dimensions.
 */
public final class AmariDistance {
  private AmariDistance() {}

  /**
   * @param first component × dimension
   * @param second component × dimension, invertible
   * @return 0 to 1; 0 for a single component
   */
  public static double between(SimpleMatrix first, SimpleMatrix second) {
    return ofProduct(first.mult(second.invert()));
  }

  /** Distance of a square matrix from a scaled permutation, 0 to 1. */
  public static double ofProduct(SimpleMatrix product) {
    int n = product.getNumRows();
    if (n == 1) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double row = 0;
      double column = 0;
      double greatestInRow = 0;
      double greatestInColumn = 0;
      for (int j = 0; j < n; j++) {
        row += Math.abs(product.get(i, j));
        column += Math.abs(product.get(j, i));
        greatestInRow = Math.max(greatestInRow, Math.abs(product.get(i, j)));
        greatestInColumn = Math.max(greatestInColumn, Math.abs(product.get(j, i)));
      }
      sum += row / greatestInRow - 1 + column / greatestInColumn - 1;
    }
    return sum / (2.0 * n * (n - 1));
  }
}
