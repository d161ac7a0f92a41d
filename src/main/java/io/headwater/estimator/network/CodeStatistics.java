package io.headwater.estimator.network;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;

/**
 * Moving mean, covariance and residual of one modality's code over recent mini-batches, so that
 * they follow the encoder as it moves.
 */
public final class CodeStatistics {
  /** A memory of about a hundred batches. */
  private static final double DECAY = 0.99;

  private static final double LEAST_VARIANCE = 1e-6;

  private final int width;
  private final double[] mean;
  private final double[] moments;

  /** [weight of the code moments, weight of the residual, moving residual]. */
  private final double[] scalars = new double[3];

  public CodeStatistics(int width) {
    this.width = width;
    mean = new double[width];
    moments = new double[width * width];
  }

  public int width() {
    return width;
  }

  /** Takes the codes (row, width) of the present rows of a batch. */
  public void observe(float[] codes, boolean[] present) {
    int count = 0;
    double[] sum = new double[width];
    double[] squares = new double[width * width];
    for (int r = 0; r < present.length; r++) {
      if (!present[r]) {
        continue;
      }
      count++;
      for (int a = 0; a < width; a++) {
        double ca = codes[r * width + a];
        sum[a] += ca;
        for (int b = 0; b < width; b++) {
          squares[a * width + b] += ca * codes[r * width + b];
        }
      }
    }
    if (count > 0) {
      scalars[0] = DECAY * scalars[0] + 1 - DECAY;
      blend(mean, sum, count);
      blend(moments, squares, count);
    }
  }

  private static void blend(double[] moving, double[] sum, int count) {
    for (int i = 0; i < moving.length; i++) {
      moving[i] = DECAY * moving[i] + (1 - DECAY) * sum[i] / count;
    }
  }

  /** Takes the mean squared error of self-reconstruction of a batch. */
  public void observeResidual(double meanSquare) {
    scalars[1] = DECAY * scalars[1] + 1 - DECAY;
    scalars[2] = DECAY * scalars[2] + (1 - DECAY) * meanSquare;
  }

  public double mean(int a) {
    return scalars[0] == 0 ? 0 : mean[a] / scalars[0];
  }

  /** Variance of a code dimension; 1 before anything was seen. */
  public double variance(int a) {
    if (scalars[0] == 0) {
      return 1;
    }
    double raw = moments[a * width + a] / scalars[0] - mean(a) * mean(a);
    return Math.max(LEAST_VARIANCE, raw);
  }

  /** Residual variance of self-reconstruction; 1, that of the mean predictor, before any. */
  public double residual() {
    return scalars[1] == 0 ? 1 : Math.max(LEAST_VARIANCE, scalars[2] / scalars[1]);
  }

  /** Becomes what others of the same width are. */
  public void takeOver(CodeStatistics other) {
    System.arraycopy(other.mean, 0, mean, 0, mean.length);
    System.arraycopy(other.moments, 0, moments, 0, moments.length);
    System.arraycopy(other.scalars, 0, scalars, 0, scalars.length);
  }

  public void write(StateWriter out) {
    out.writeDoubles(mean);
    out.writeDoubles(moments);
    out.writeDoubles(scalars);
  }

  public void read(StateReader in) {
    in.readDoublesInto(mean);
    in.readDoublesInto(moments);
    in.readDoublesInto(scalars);
  }
}
