package io.headwater.simulate;

import java.util.SplittableRandom;

/**
 * From a modality's causes to its channels' parameters: three linear layers with orthonormal rows,
 * leaky ReLU of slope .2 between them, each output standardised and then squeezed into ±4 standard
 * deviations. Every layer is injective (none is narrower than its input), so nothing is lost.
 */
final class Mixing {
  private static final double SLOPE = 0.2;

  /** Beyond this no body goes; the squeeze is smooth and one to one. */
  private static final double RANGE = 4;

  /** Enough that none of the six seeds tried had an unreadable sensor. */
  private static final int CANDIDATES = 8;

  /** Steps of the pilot that standardises the outputs: errors of one or two per cent. */
  private static final int PILOT = 5_000;

  private final double[][][] layers;
  private final double[] mean;
  private final double[] sd;

  /**
   * The clearest of a few drawn at random. A random mixing may turn a cause almost wholly into the
   * directions that sampling noise hides; a sensor nobody can read is no use on a ward.
   */
  static Mixing clearest(SplittableRandom random, HiddenCauses causes, int modality, int outputs) {
    Mixing best = null;
    double clarity = Double.NEGATIVE_INFINITY;
    for (int drawn = 0; drawn < CANDIDATES; drawn++) {
      Mixing mixing = new Mixing(random, causes, modality, outputs);
      double shown = Clarity.of(mixing, causes, modality);
      if (shown > clarity) {
        best = mixing;
        clarity = shown;
      }
    }
    return best;
  }

  private Mixing(SplittableRandom random, HiddenCauses causes, int modality, int outputs) {
    int inputs = causes.pilot(0).of(modality).length;
    layers =
        new double[][][] {
          orthonormal(random, inputs, outputs),
          orthonormal(random, outputs, outputs),
          orthonormal(random, outputs, outputs)
        };
    mean = new double[outputs];
    sd = new double[outputs];
    standardise(causes, modality);
  }

  private void standardise(HiddenCauses causes, int modality) {
    double[] squares = new double[mean.length];
    for (int row = 0; row < PILOT; row++) {
      double[] out = mix(causes.pilot(row).of(modality));
      for (int j = 0; j < out.length; j++) {
        mean[j] += out[j] / PILOT;
        squares[j] += out[j] * out[j] / PILOT;
      }
    }
    for (int j = 0; j < sd.length; j++) {
      sd[j] = Math.sqrt(squares[j] - mean[j] * mean[j]);
    }
  }

  /** Parameters with mean 0 and standard deviation about 1, between −4 and 4. */
  double[] parameters(double[] causes) {
    double[] out = mix(causes);
    for (int j = 0; j < out.length; j++) {
      out[j] = RANGE * StrictMath.tanh((out[j] - mean[j]) / sd[j] / RANGE);
    }
    return out;
  }

  private double[] mix(double[] causes) {
    double[] hidden = rectified(times(causes, layers[0]));
    hidden = rectified(times(hidden, layers[1]));
    return times(hidden, layers[2]);
  }

  private static double[] times(double[] in, double[][] weights) {
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

  /** Rows drawn from a Gaussian and made orthonormal by Gram and Schmidt's method. */
  private static double[][] orthonormal(SplittableRandom random, int rows, int columns) {
    double[][] q = new double[rows][];
    for (int i = 0; i < rows; i++) {
      q[i] = gaussian(random, columns);
      for (int p = 0; p < i; p++) {
        subtract(q[i], q[p], dot(q[i], q[p]));
      }
      double norm = Math.sqrt(dot(q[i], q[i]));
      for (int j = 0; j < columns; j++) {
        q[i][j] /= norm;
      }
    }
    return q;
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
