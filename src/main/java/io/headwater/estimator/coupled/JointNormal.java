package io.headwater.estimator.coupled;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;

/**
 * Correlations between the components of all modalities, and what those present say of those absent
 * by linear regression. It has no direction: any modality may be the absent one.
 *
 * @param dimensions components of each modality
 * @param correlation modality by modality; identity before anything was solved
 */
record JointNormal(int dimensions, SimpleMatrix correlation) {
  /** Ridge: correlations of few windows, or of different windows, need not fit together. */
  private static final double RIDGE = 0.05;

  private static final double LEAST_VARIANCE = 1e-4;

  /** Mean and deviation of the components of an absent modality. */
  record Expected(float[] mean, float[] deviation) {}

  static JointNormal unknown(int modalities, int dimensions) {
    return new JointNormal(dimensions, SimpleMatrix.identity(modalities * dimensions));
  }

  /**
   * @param components per modality [row][component], of unit variance
   * @param present per modality, which rows it has
   */
  static JointNormal of(double[][][] components, byte[][] present, int dimensions) {
    int modalities = components.length;
    SimpleMatrix correlation = SimpleMatrix.identity(modalities * dimensions);
    for (int m = 0; m < modalities; m++) {
      for (int n = m + 1; n < modalities; n++) {
        double[][] between = between(components, present, m, n, dimensions);
        for (int i = 0; i < dimensions; i++) {
          for (int j = 0; j < dimensions; j++) {
            correlation.set(m * dimensions + i, n * dimensions + j, between[i][j]);
            correlation.set(n * dimensions + j, m * dimensions + i, between[i][j]);
          }
        }
      }
    }
    return new JointNormal(dimensions, correlation);
  }

  private static double[][] between(
      double[][][] components, byte[][] present, int m, int n, int dimensions) {
    double[][] sum = new double[dimensions][dimensions];
    int rows = 0;
    for (int r = 0; r < present[m].length; r++) {
      if (present[m][r] == 0 || present[n][r] == 0) {
        continue;
      }
      rows++;
      for (int i = 0; i < dimensions; i++) {
        for (int j = 0; j < dimensions; j++) {
          sum[i][j] += components[m][r][i] * components[n][r][j];
        }
      }
    }
    for (double[] line : sum) {
      for (int j = 0; j < dimensions; j++) {
        line[j] = rows == 0 ? 0 : line[j] / rows;
      }
    }
    return sum;
  }

  /**
   * What is expected of an absent modality.
   *
   * @param components per modality, null where absent
   */
  Expected given(int absent, float[][] components) {
    int[] known =
        IntStream.range(0, components.length)
            .filter(m -> m != absent && components[m] != null)
            .toArray();
    float[] mean = new float[dimensions];
    float[] deviation = new float[dimensions];
    Arrays.fill(deviation, 1);
    if (known.length == 0) {
      return new Expected(mean, deviation);
    }
    int size = known.length * dimensions;
    SimpleMatrix gram = new SimpleMatrix(size, size);
    SimpleMatrix cross = new SimpleMatrix(size, dimensions);
    SimpleMatrix values = new SimpleMatrix(size, 1);
    for (int a = 0; a < size; a++) {
      int from = known[a / dimensions] * dimensions + a % dimensions;
      values.set(a, 0, components[known[a / dimensions]][a % dimensions]);
      for (int b = 0; b < size; b++) {
        int to = known[b / dimensions] * dimensions + b % dimensions;
        gram.set(a, b, correlation.get(from, to) + (a == b ? RIDGE : 0));
      }
      for (int k = 0; k < dimensions; k++) {
        cross.set(a, k, correlation.get(from, absent * dimensions + k));
      }
    }
    SimpleMatrix weights = gram.solve(cross);
    for (int k = 0; k < dimensions; k++) {
      double expected = 0;
      double explained = 0;
      for (int a = 0; a < size; a++) {
        expected += weights.get(a, k) * values.get(a, 0);
        explained += weights.get(a, k) * cross.get(a, k);
      }
      mean[k] = (float) expected;
      deviation[k] = (float) Math.sqrt(Math.max(LEAST_VARIANCE, 1 - explained));
    }
    return new Expected(mean, deviation);
  }

  void write(StateWriter out) {
    double[] entries = new double[correlation.getNumElements()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = correlation.get(i);
    }
    out.writeDoubles(entries);
  }

  static JointNormal read(StateReader in, int modalities, int dimensions) {
    int size = modalities * dimensions;
    double[] entries = new double[size * size];
    in.readDoublesInto(entries);
    return new JointNormal(dimensions, new SimpleMatrix(size, size, true, entries));
  }
}
