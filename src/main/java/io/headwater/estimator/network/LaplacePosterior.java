package io.headwater.estimator.network;

import io.headwater.estimator.WindowBatch;
import org.ejml.simple.SimpleMatrix;

/**
 * Laplace approximation of a code's posterior: precision J'J / residual variance + prior precision,
 * J the decoder's Jacobian at the code by central differences.
 */
public final class LaplacePosterior {
  /** Half a step of the difference: far above float rounding, far below a kink of the decoder. */
  private static final float STEP = 0.05f;

  private LaplacePosterior() {}

  /** Covariances (code × code) of the first {@code batch.rows()} rows of one modality. */
  public static SimpleMatrix[] covariances(
      FrozenPass pass, CodeStatistics statistics, int m, float[] codes, WindowBatch batch) {
    int width = statistics.width();
    int rows = FrozenPass.ROWS;
    int block = rows * width;
    float[] moved = new float[2 * width * block];
    for (int d = 0; d < width; d++) {
      for (int side = 0; side < 2; side++) {
        int at = (2 * d + side) * block;
        System.arraycopy(codes, 0, moved, at, block);
        for (int r = 0; r < rows; r++) {
          moved[at + r * width + d] += side == 0 ? STEP : -STEP;
        }
      }
    }
    float[] decoded = pass.reconstruct(m, moved, 2 * width * rows);
    SimpleMatrix[] out = new SimpleMatrix[batch.rows()];
    for (int r = 0; r < out.length; r++) {
      SimpleMatrix jacobian = jacobian(decoded, width, r, batch.reading(m, r).known());
      SimpleMatrix precision = jacobian.transpose().mult(jacobian).divide(statistics.residual());
      for (int d = 0; d < width; d++) {
        precision.set(d, d, precision.get(d, d) + 1 / statistics.variance(d));
      }
      out[r] = precision.invert();
    }
    return out;
  }

  private static SimpleMatrix jacobian(float[] decoded, int width, int row, float[] known) {
    int targets = known.length;
    int block = FrozenPass.ROWS * targets;
    SimpleMatrix jacobian = new SimpleMatrix(targets, width);
    for (int d = 0; d < width; d++) {
      for (int i = 0; i < targets; i++) {
        int at = 2 * d * block + row * targets + i;
        double slope = (decoded[at] - decoded[at + block]) / (2 * STEP);
        jacobian.set(i, d, known[i] > 0 ? slope : 0);
      }
    }
    return jacobian;
  }
}
