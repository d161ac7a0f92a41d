package io.headwater.simulate;

import org.ejml.simple.SimpleMatrix;

/** Ridge regression on all squares and products: what a modest learner could see. */
final class QuadraticRidge {
  private static final double PENALTY = 1e-3;

  private QuadraticRidge() {}

  /** Held-out R² of the target given the inputs; trained on the first two thirds of the rows. */
  static double heldOutR2(double[][] inputs, double[] target) {
    double[] residual = heldOutResidual(inputs, target);
    int train = inputs.length - residual.length;
    double mean = 0;
    for (int i = train; i < target.length; i++) {
      mean += target[i] / residual.length;
    }
    double left = 0;
    double all = 0;
    for (int i = 0; i < residual.length; i++) {
      left += residual[i] * residual[i];
      all += (target[train + i] - mean) * (target[train + i] - mean);
    }
    return 1 - left / all;
  }

  static double[] heldOutResidual(double[][] inputs, double[] target) {
    int train = inputs.length * 2 / 3;
    SimpleMatrix x = features(standardised(inputs, train));
    SimpleMatrix y = new SimpleMatrix(target.length, 1, true, target);
    SimpleMatrix seen = x.rows(0, train);
    SimpleMatrix normal =
        seen.transpose()
            .mult(seen)
            .plus(SimpleMatrix.identity(x.getNumCols()).scale(PENALTY * train));
    SimpleMatrix weights = normal.solve(seen.transpose().mult(y.rows(0, train)));
    SimpleMatrix guess = x.rows(train, target.length).mult(weights);
    return y.rows(train, target.length).minus(guess).getDDRM().getData();
  }

  private static double[][] standardised(double[][] rows, int train) {
    int width = rows[0].length;
    double[][] out = new double[rows.length][width];
    for (int j = 0; j < width; j++) {
      double mean = 0;
      double squares = 0;
      for (int i = 0; i < train; i++) {
        mean += rows[i][j] / train;
        squares += rows[i][j] * rows[i][j] / train;
      }
      double sd = Math.sqrt(squares - mean * mean);
      for (int i = 0; i < rows.length; i++) {
        out[i][j] = (rows[i][j] - mean) / sd;
      }
    }
    return out;
  }

  private static SimpleMatrix features(double[][] rows) {
    int width = rows[0].length;
    SimpleMatrix x = new SimpleMatrix(rows.length, 1 + width + width * (width + 1) / 2);
    for (int i = 0; i < rows.length; i++) {
      int column = 0;
      x.set(i, column++, 1);
      for (int a = 0; a < width; a++) {
        x.set(i, column++, rows[i][a]);
        for (int b = 0; b <= a; b++) {
          x.set(i, column++, rows[i][a] * rows[i][b]);
        }
      }
    }
    return x;
  }
}
