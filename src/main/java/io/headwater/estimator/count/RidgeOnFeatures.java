package io.headwater.estimator.count;

import io.headwater.model.CounterRandom;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Ridge regression on a constant, the inputs, and random rectified combinations of them (Rahimi and
 * Recht, "Weighted sums of random kitchen sinks", 2008): curved, and yet solved in one go.
 */
final class RidgeOnFeatures {
  /** Width of the random weights of standardised inputs. */
  private static final double WEIGHT = 1.2;

  /** Width of the offsets: kinks fall where the inputs are. */
  private static final double OFFSET = 0.7;

  private static final long SEED = 20250424;

  private final double[][] combinations;
  private final DMatrixRMaj weights;

  private RidgeOnFeatures(double[][] combinations, DMatrixRMaj weights) {
    this.combinations = combinations;
    this.weights = weights;
  }

  /**
   * @param inputs [row][input], about standardised
   * @param targets [row][target], about centred
   * @param rectified number of random features
   * @param penalty ridge penalty per row
   */
  static RidgeOnFeatures fit(double[][] inputs, double[][] targets, int rectified, double penalty) {
    int width = inputs[0].length;
    int count = targets[0].length;
    RandomGenerator draws = CounterRandom.at(SEED, width, rectified);
    double[][] combinations = new double[rectified][width + 1];
    for (double[] combination : combinations) {
      for (int i = 0; i < width; i++) {
        combination[i] = WEIGHT / Math.sqrt(width) * draws.nextGaussian();
      }
      combination[width] = OFFSET * draws.nextGaussian();
    }
    int features = 1 + width + rectified;
    DMatrixRMaj gram = new DMatrixRMaj(features, features);
    DMatrixRMaj cross = new DMatrixRMaj(features, count);
    for (int r = 0; r < inputs.length; r++) {
      double[] row = features(combinations, inputs[r]);
      for (int i = 0; i < features; i++) {
        for (int j = 0; j <= i; j++) {
          gram.data[i * features + j] += row[i] * row[j];
        }
        for (int k = 0; k < count; k++) {
          cross.data[i * count + k] += row[i] * targets[r][k];
        }
      }
    }
    for (int i = 0; i < features; i++) {
      for (int j = 0; j < i; j++) {
        gram.set(j, i, gram.get(i, j));
      }
      gram.add(i, i, penalty * inputs.length);
    }
    DMatrixRMaj weights = new DMatrixRMaj(features, count);
    CommonOps_DDRM.solve(gram, cross, weights);
    return new RidgeOnFeatures(combinations, weights);
  }

  /** Predictions [row][target]. */
  double[][] predict(double[][] inputs) {
    int count = weights.getNumCols();
    double[][] out = new double[inputs.length][count];
    for (int r = 0; r < inputs.length; r++) {
      double[] row = features(combinations, inputs[r]);
      for (int i = 0; i < row.length; i++) {
        for (int k = 0; k < count; k++) {
          out[r][k] += row[i] * weights.data[i * count + k];
        }
      }
    }
    return out;
  }

  private static double[] features(double[][] combinations, double[] input) {
    int width = input.length;
    double[] features = new double[1 + width + combinations.length];
    features[0] = 1;
    System.arraycopy(input, 0, features, 1, width);
    for (int h = 0; h < combinations.length; h++) {
      double sum = combinations[h][width];
      for (int i = 0; i < width; i++) {
        sum += combinations[h][i] * input[i];
      }
      features[1 + width + h] = Math.max(0, sum);
    }
    return features;
  }
}
