package io.headwater.simulate;

import org.ejml.simple.SimpleMatrix;

/**
 * How well a mixing shows its causes through sampling noise: R² of the worst shown latent, linearly
 * regressed on the parameters with noise added to them. Noise of variance v adds v to the diagonal
 * of their covariance, which is ridge regression; no noise has to be drawn.
 */
final class Clarity {
  private static final int ROWS = 2_000;

  /** About the error variance of a log spread estimated from 30 samples, in units of its own. */
  private static final double NOISE_VARIANCE = 0.05;

  private Clarity() {}

  static double of(Mixing mixing, HiddenCauses causes, int modality) {
    double[][] inputs = new double[ROWS][];
    double[][] targets = new double[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      targets[row] = causes.pilot(row).of(modality);
      inputs[row] = mixing.parameters(targets[row]);
    }
    SimpleMatrix x = centred(inputs);
    SimpleMatrix y = centred(targets);
    SimpleMatrix cross = x.transpose().mult(y);
    SimpleMatrix noise = SimpleMatrix.identity(x.getNumCols()).scale(NOISE_VARIANCE * ROWS);
    SimpleMatrix weights = x.transpose().mult(x).plus(noise).solve(cross);
    double worst = 1;
    for (int latent = 0; latent < y.getNumCols() - 1; latent++) {
      SimpleMatrix target = y.getColumn(latent);
      double explained = weights.getColumn(latent).dot(cross.getColumn(latent));
      worst = Math.min(worst, explained / target.dot(target));
    }
    return worst;
  }

  private static SimpleMatrix centred(double[][] rows) {
    SimpleMatrix matrix = new SimpleMatrix(rows);
    for (int j = 0; j < matrix.getNumCols(); j++) {
      double mean = matrix.getColumn(j).elementSum() / rows.length;
      for (int i = 0; i < rows.length; i++) {
        matrix.set(i, j, matrix.get(i, j) - mean);
      }
    }
    return matrix;
  }
}
