package io.headwater.simulate;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A linear map {@code in · weights} that keeps lengths and angles, so that nothing is lost: rows
 * are orthonormal, and there are no more of them than columns.
 *
 * @param weights input × output
 */
public record OrthonormalLayer(double[][] weights) {
  /** Slope of the leaky ReLU between layers. */
  private static final double SLOPE = 0.2;

  /**
   * Rows drawn from a Gaussian and made orthonormal by Gram and Schmidt's method.
   *
   * @throws IllegalArgumentException when there are more inputs than outputs
   */
  public static OrthonormalLayer draw(SplittableRandom random, int inputs, int outputs) {
    if (inputs > outputs) {
      throw new IllegalArgumentException(
          "A layer from %d to %d components loses some; give at least as many outputs as inputs."
              .formatted(inputs, outputs));
    }
    double[][] q = new double[inputs][];
    for (int i = 0; i < inputs; i++) {
      q[i] = gaussian(random, outputs);
      for (int p = 0; p < i; p++) {
        subtract(q[i], q[p], dot(q[i], q[p]));
      }
      double norm = Math.sqrt(dot(q[i], q[i]));
      for (int j = 0; j < outputs; j++) {
        q[i][j] /= norm;
      }
    }
    return new OrthonormalLayer(q);
  }

  /** All layers one after the other, with a leaky ReLU of slope .2 between them. */
  public static double[] chain(List<OrthonormalLayer> layers, double[] in) {
    double[] values = layers.get(0).apply(in);
    for (OrthonormalLayer layer : layers.subList(1, layers.size())) {
      values = layer.apply(rectified(values));
    }
    return values;
  }

  private double[] apply(double[] in) {
    double[] out = new double[weights[0].length];
    for (int i = 0; i < in.length; i++) {
      for (int j = 0; j < out.length; j++) {
        out[j] += in[i] * weights[i][j];
      }
    }
    return out;
  }

  private static double[] rectified(double[] values) {
    for (int j = 0; j < values.length; j++) {
      values[j] = values[j] > 0 ? values[j] : SLOPE * values[j];
    }
    return values;
  }

  private static double[] gaussian(SplittableRandom random, int n) {
    double[] values = new double[n];
    for (int j = 0; j < n; j++) {
      values[j] = random.nextGaussian();
    }
    return values;
  }

  private static void subtract(double[] from, double[] direction, double length) {
    for (int j = 0; j < from.length; j++) {
      from[j] -= length * direction[j];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
