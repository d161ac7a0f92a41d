package io.headwater.estimator.report;

import io.headwater.model.CounterRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;

/**
 * Out-of-fold predictions by ridge regression on the inputs and, when curved, on random rectified
 * features of them. Folds are made of contiguous stretches of rows, so that a window is not
 * predicted from its neighbours.
 */
final class CrossFit {
  private static final int FOLDS = 4;

  /** Stretches of rows, dealt to the folds in turn: every fold sees many subjects. */
  private static final int STRETCHES = 40;

  /** Ridge penalty per row. */
  private static final double RIDGE = 1e-2;

  private static final int FEATURES = 32;

  /** At least this many rows per feature: overfitting would otherwise hide weak relations. */
  private static final int ROWS_PER_FEATURE = 25;

  /** Width of the random weights: kinks fall where standardised inputs are. */
  private static final double WEIGHT = 1.5;

  private static final long SEED = 20250424;

  private CrossFit() {}

  /**
   * @param inputs [input][row]
   * @param targets [target][row]
   * @param curved whether to add random features
   * @return predictions [target][row]; of centred targets plus their mean
   */
  static double[][] predict(double[][] inputs, double[][] targets, boolean curved) {
    int rows = targets[0].length;
    double[][] features = features(inputs, rows, curved);
    double[] means = new double[targets.length];
    for (int t = 0; t < targets.length; t++) {
      means[t] = Columns.mean(targets[t]);
    }
    SimpleMatrix[] gram = new SimpleMatrix[FOLDS];
    SimpleMatrix[] cross = new SimpleMatrix[FOLDS];
    for (int fold = 0; fold < FOLDS; fold++) {
      gram[fold] = new SimpleMatrix(features.length, features.length);
      cross[fold] = new SimpleMatrix(features.length, targets.length);
    }
    accumulate(features, targets, means, gram, cross);
    double[][] out = new double[targets.length][rows];
    int[] folds = IntStream.range(0, rows).map(r -> foldOf(r, rows)).toArray();
    for (int fold = 0; fold < FOLDS; fold++) {
      fill(out, features, means, weights(fold, gram, cross, rows), fold, folds);
    }
    return out;
  }

  static int foldOf(int row, int rows) {
    return (int) ((long) row * STRETCHES / rows) % FOLDS;
  }

  private static void accumulate(
      double[][] features,
      double[][] targets,
      double[] means,
      SimpleMatrix[] gram,
      SimpleMatrix[] cross) {
    int rows = targets[0].length;
    int width = features.length;
    double[][][] sums = new double[FOLDS][width][width + targets.length];
    double[] row = new double[width];
    for (int r = 0; r < rows; r++) {
      double[][] sum = sums[foldOf(r, rows)];
      for (int i = 0; i < width; i++) {
        double x = features[i][r];
        row[i] = x;
        double[] line = sum[i];
        for (int j = 0; j <= i; j++) {
          line[j] += x * row[j];
        }
        for (int t = 0; t < targets.length; t++) {
          sum[i][width + t] += x * (targets[t][r] - means[t]);
        }
      }
    }
    for (int fold = 0; fold < FOLDS; fold++) {
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          gram[fold].set(i, j, sums[fold][Math.max(i, j)][Math.min(i, j)]);
        }
        for (int t = 0; t < targets.length; t++) {
          cross[fold].set(i, t, sums[fold][i][width + t]);
        }
      }
    }
  }

  private static SimpleMatrix weights(
      int left, SimpleMatrix[] gram, SimpleMatrix[] cross, int rows) {
    SimpleMatrix a = SimpleMatrix.identity(gram[0].getNumRows()).scale(RIDGE * Math.max(1, rows));
    SimpleMatrix b = new SimpleMatrix(cross[0].getNumRows(), cross[0].getNumCols());
    for (int fold = 0; fold < FOLDS; fold++) {
      if (fold != left) {
        a = a.plus(gram[fold]);
        b = b.plus(cross[fold]);
      }
    }
    return a.solve(b);
  }

  private static void fill(
      double[][] out,
      double[][] features,
      double[] means,
      SimpleMatrix weights,
      int fold,
      int[] folds) {
    int rows = out[0].length;
    for (int t = 0; t < out.length; t++) {
      double[] predicted = new double[rows];
      for (int i = 0; i < features.length; i++) {
        double weight = weights.get(i, t);
        for (int r = 0; r < rows; r++) {
          predicted[r] += weight * features[i][r];
        }
      }
      for (int r = 0; r < rows; r++) {
        out[t][r] = folds[r] == fold ? means[t] + predicted[r] : out[t][r];
      }
    }
  }

  /** Standardised inputs, then centred rectified random combinations of them. */
  private static double[][] features(double[][] inputs, int rows, boolean curved) {
    int random = curved ? Math.min(FEATURES, rows / ROWS_PER_FEATURE) : 0;
    double[][] features = new double[inputs.length + random][];
    for (int i = 0; i < inputs.length; i++) {
      features[i] = Columns.standardised(inputs[i]);
    }
    RandomGenerator draws = CounterRandom.at(SEED, inputs.length, 0);
    for (int f = 0; f < random; f++) {
      double[] combined = new double[rows];
      double offset = draws.nextGaussian();
      for (int i = 0; i < inputs.length; i++) {
        double weight = WEIGHT * draws.nextGaussian() / Math.sqrt(inputs.length);
        for (int r = 0; r < rows; r++) {
          combined[r] += weight * features[i][r];
        }
      }
      for (int r = 0; r < rows; r++) {
        combined[r] = Math.max(0, combined[r] + offset);
      }
      features[inputs.length + f] = Columns.standardised(combined);
    }
    return features;
  }
}
