package io.headwater.evaluate;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * How well some series can be read off others: ridge regression on {@link FourierFeatures}, fitted
 * on the first half of the rows and scored on the second. The ridge is chosen for each target on
 * the last quarter of the fitting half. Halves are contiguous, so that rows that follow each other
 * in time do not stand on both sides.
 */
final class HeldOutProbe {
  static final int FEWEST_ROWS = 16;

  /** Ridge per row, from nearly none to predicting little more than the mean. */
  private static final double[] RIDGES = {1e-7, 1e-5, 1e-3, 1e-1};

  private HeldOutProbe() {}

  /**
   * R² on held-out rows against the held-out rows' own mean: 1 is perfect, 0 or less is nothing
   * found. 0 for a constant target.
   *
   * @param inputs input × row
   * @param targets target × row
   * @return one R² a target
   * @throws IllegalArgumentException with too few rows
   */
  static double[] rSquared(double[][] inputs, double[][] targets, long seed) {
    if (targets.length == 0) {
      return new double[0];
    }
    int rows = targets[0].length;
    if (rows < FEWEST_ROWS || inputs.length == 0) {
      throw new IllegalArgumentException(
          "A held-out probe needs inputs and at least %d rows; got %d inputs and %d rows."
              .formatted(FEWEST_ROWS, inputs.length, rows));
    }
    int half = rows / 2;
    int inner = half - half / 4;
    FourierFeatures map = new FourierFeatures(inputs, 0, half, seed);
    DMatrixRMaj first = map.of(inputs, 0, inner);
    DMatrixRMaj chooser = map.of(inputs, inner, half);
    DMatrixRMaj held = map.of(inputs, half, rows);
    double[] centre = Arrays.stream(targets).mapToDouble(t -> mean(t, 0, half)).toArray();
    DMatrixRMaj firstGram = gram(first);
    DMatrixRMaj firstCross = cross(first, targets, centre, 0);
    int[] ridge = chosen(firstGram, firstCross, inner, chooser, targets, centre);

    DMatrixRMaj allGram = gram(chooser);
    CommonOps_DDRM.addEquals(allGram, firstGram);
    DMatrixRMaj allCross = cross(chooser, targets, centre, inner);
    CommonOps_DDRM.addEquals(allCross, firstCross);
    double[] score = new double[targets.length];
    for (int r : Arrays.stream(ridge).distinct().toArray()) {
      DMatrixRMaj weights = solved(allGram, allCross, RIDGES[r] * half);
      double[] scores = scores(held, weights, targets, centre, half);
      for (int t = 0; t < targets.length; t++) {
        score[t] = ridge[t] == r ? scores[t] : score[t];
      }
    }
    return score;
  }

  private static int[] chosen(
      DMatrixRMaj gram,
      DMatrixRMaj cross,
      int rows,
      DMatrixRMaj features,
      double[][] targets,
      double[] centre) {
    int[] best = new int[targets.length];
    double[] highest = new double[targets.length];
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    for (int r = 0; r < RIDGES.length; r++) {
      DMatrixRMaj weights = solved(gram, cross, RIDGES[r] * rows);
      double[] scores = scores(features, weights, targets, centre, rows);
      for (int t = 0; t < targets.length; t++) {
        if (scores[t] > highest[t]) {
          highest[t] = scores[t];
          best[t] = r;
        }
      }
    }
    return best;
  }

  private static DMatrixRMaj gram(DMatrixRMaj features) {
    DMatrixRMaj gram = new DMatrixRMaj(features.numCols, features.numCols);
    CommonOps_DDRM.multInner(features, gram);
    return gram;
  }

  private static DMatrixRMaj cross(
      DMatrixRMaj features, double[][] targets, double[] centre, int from) {
    DMatrixRMaj y = new DMatrixRMaj(features.numRows, targets.length);
    for (int r = 0; r < features.numRows; r++) {
      for (int t = 0; t < targets.length; t++) {
        y.set(r, t, targets[t][from + r] - centre[t]);
      }
    }
    DMatrixRMaj cross = new DMatrixRMaj(features.numCols, targets.length);
    CommonOps_DDRM.multTransA(features, y, cross);
    return cross;
  }

  private static DMatrixRMaj solved(DMatrixRMaj gram, DMatrixRMaj cross, double ridge) {
    return NormalEquations.solved(gram, cross, ridge, gram.numCols);
  }

  private static double[] scores(
      DMatrixRMaj features, DMatrixRMaj weights, double[][] targets, double[] centre, int from) {
    DMatrixRMaj predicted = new DMatrixRMaj(features.numRows, targets.length);
    CommonOps_DDRM.mult(features, weights, predicted);
    double[] scores = new double[targets.length];
    for (int t = 0; t < targets.length; t++) {
      double mean = mean(targets[t], from, from + features.numRows);
      double residual = 0;
      double total = 0;
      for (int r = 0; r < features.numRows; r++) {
        double value = targets[t][from + r];
        double error = value - centre[t] - predicted.get(r, t);
        residual += error * error;
        total += (value - mean) * (value - mean);
      }
      scores[t] = total > 0 ? 1 - residual / total : 0;
    }
    return scores;
  }

  private static double mean(double[] series, int from, int to) {
    return Arrays.stream(series, from, to).average().orElseThrow();
  }
}
