package io.headwater.model.latent;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.ejml.simple.SimpleMatrix;

/** Turns true latents into whitened codes: what a perfect, or a slightly curved, encoder leaves. */
final class Mixing {
  private static final double LEAK = 0.2;

  private Mixing() {}

  /** Each modality through a random linear map, then whitened. */
  static CodeSample linear(double[][] z, int[] latents, long seed) {
    return mixed(z, latents, seed, false);
  }

  /** Each modality through three orthogonal layers with leaky ReLU between, then whitened. */
  static CodeSample curved(double[][] z, int[] latents, long seed) {
    return mixed(z, latents, seed, true);
  }

  private static CodeSample mixed(double[][] z, int[] latents, long seed, boolean curved) {
    RandomGenerator random = new SplittableRandom(seed * 31 + 99);
    float[][] codes = new float[latents.length][];
    int offset = 0;
    for (int m = 0; m < latents.length; m++) {
      SimpleMatrix x = new SimpleMatrix(z.length, latents[m]);
      for (int i = 0; i < z.length; i++) {
        for (int k = 0; k < latents[m]; k++) {
          x.set(i, k, z[i][offset + k]);
        }
      }
      x = curved ? bend(x, random, latents[m]) : x.mult(invertible(random, latents[m]));
      codes[m] = whitened(x);
      offset += latents[m];
    }
    return CodeSample.complete(z.length, latents, codes);
  }

  private static SimpleMatrix bend(SimpleMatrix x, RandomGenerator random, int size) {
    SimpleMatrix h = leaky(x.mult(orthogonal(random, size)));
    h = leaky(h.mult(orthogonal(random, size)));
    return h.mult(orthogonal(random, size));
  }

  private static SimpleMatrix leaky(SimpleMatrix x) {
    SimpleMatrix out = x.copy();
    for (int i = 0; i < out.getNumElements(); i++) {
      out.set(i, out.get(i) > 0 ? out.get(i) : LEAK * out.get(i));
    }
    return out;
  }

  private static SimpleMatrix invertible(RandomGenerator random, int size) {
    SimpleMatrix matrix;
    do {
      matrix = gaussian(random, size);
    } while (Math.abs(matrix.determinant()) < 0.1);
    return matrix;
  }

  private static SimpleMatrix orthogonal(RandomGenerator random, int size) {
    var svd = gaussian(random, size).svd();
    return svd.getU().mult(svd.getV().transpose());
  }

  private static SimpleMatrix gaussian(RandomGenerator random, int size) {
    SimpleMatrix matrix = new SimpleMatrix(size, size);
    for (int i = 0; i < size * size; i++) {
      matrix.set(i, random.nextGaussian());
    }
    return matrix;
  }

  static float[] whitened(SimpleMatrix x) {
    int rows = x.getNumRows();
    int size = x.getNumCols();
    SimpleMatrix centred = x.copy();
    for (int k = 0; k < size; k++) {
      double mean = x.extractVector(false, k).elementSum() / rows;
      for (int i = 0; i < rows; i++) {
        centred.set(i, k, x.get(i, k) - mean);
      }
    }
    var svd = centred.transpose().mult(centred).divide(rows).svd();
    SimpleMatrix scale = new SimpleMatrix(size, size);
    for (int k = 0; k < size; k++) {
      scale.set(k, k, 1 / Math.sqrt(svd.getSingleValue(k)));
    }
    SimpleMatrix white = centred.mult(svd.getU()).mult(scale);
    float[] codes = new float[rows * size];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (float) white.get(i);
    }
    return codes;
  }

  /** Rows {@code from} to {@code to} of a sample. */
  static CodeSample rows(CodeSample sample, int from, int to) {
    int modalities = sample.latents().length;
    float[][] codes = new float[modalities][];
    byte[][] present = new byte[modalities][];
    for (int m = 0; m < modalities; m++) {
      int d = sample.width(m);
      codes[m] = java.util.Arrays.copyOfRange(sample.codes()[m], from * d, to * d);
      present[m] = java.util.Arrays.copyOfRange(sample.present()[m], from, to);
    }
    return new CodeSample(to - from, sample.latents(), sample.exogenous(), codes, present);
  }

  /** The same rows with a share of the modality rows taken away; their codes become NaN. */
  static CodeSample withAbsences(CodeSample sample, double share, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    CodeSample copy = rows(sample, 0, sample.rows());
    for (int m = 0; m < copy.latents().length; m++) {
      for (int i = 0; i < copy.rows(); i++) {
        if (random.nextDouble() < share) {
          copy.present()[m][i] = 0;
          int d = copy.width(m);
          java.util.Arrays.fill(copy.codes()[m], i * d, (i + 1) * d, Float.NaN);
        }
      }
    }
    return copy;
  }

  /** True latents as a sample, for matching. */
  static CodeSample truth(double[][] z, int[] latents) {
    float[][] codes = new float[latents.length][];
    int offset = 0;
    for (int m = 0; m < latents.length; m++) {
      codes[m] = new float[z.length * latents[m]];
      for (int i = 0; i < z.length; i++) {
        for (int k = 0; k < latents[m]; k++) {
          codes[m][i * latents[m] + k] = (float) z[i][offset + k];
        }
      }
      offset += latents[m];
    }
    return CodeSample.complete(z.length, latents, codes);
  }
}
