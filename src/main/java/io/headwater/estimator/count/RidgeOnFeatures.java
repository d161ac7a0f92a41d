package io.headwater.estimator.count;

import io.headwater.model.CounterRandom;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Ridge regression on a constant, the inputs, and random rectified combinations of them (Rahimi and
 * Recht, "Weighted sums of random kitchen sinks", 2008): curved, and yet solved in one go, for any
 * number of targets one after another.
 */
final class RidgeOnFeatures {
  /** Width of the random weights of standardised inputs. */
  private static final double WEIGHT = 1.2;

  /** Width of the offsets: kinks fall where the inputs are. */
  private static final double OFFSET = 0.7;

  private static final long SEED = 20250424;

  private static final int FEATURES_OF_OTHERS = 128;
  private static final double PENALTY_OF_OTHERS = 3e-3;

  private static final int FEATURES_OF_LATENTS = 120;
  private static final double PENALTY_OF_LATENTS = 1e-4;

  /** [feature][input, and last the offset] */
  private final double[][] combinations;

  private final DMatrixRMaj features;
  private final LinearSolverDense<DMatrixRMaj> penalised;

  private RidgeOnFeatures(double[][] combinations, double[][] inputs, double penalty) {
    this.combinations = combinations;
    features = features(combinations, inputs);
    int count = features.getNumCols();
    DMatrixRMaj gram = new DMatrixRMaj(count, count);
    CommonOps_DDRM.multInner(features, gram);
    for (int i = 0; i < count; i++) {
      gram.add(i, i, penalty * inputs.length);
    }
    penalised = LinearSolverFactory_DDRM.chol(count);
    if (!penalised.setA(gram)) {
      throw new IllegalArgumentException(
          "%d rows of %d features cannot be regressed on; one of their values is not finite."
              .formatted(inputs.length, count));
    }
  }

  /** On what other modalities show: much of it noise to the target. */
  static RidgeOnFeatures ofOthers(double[][] inputs) {
    return of(inputs, FEATURES_OF_OTHERS, PENALTY_OF_OTHERS);
  }

  /** On latents of the modality itself, which its summary follows closely. */
  static RidgeOnFeatures ofLatents(double[][] inputs) {
    return of(inputs, FEATURES_OF_LATENTS, PENALTY_OF_LATENTS);
  }

  /**
   * @param inputs [row][input], about standardised
   * @param rectified number of random features
   * @param penalty ridge penalty per row
   */
  static RidgeOnFeatures of(double[][] inputs, int rectified, double penalty) {
    int width = inputs[0].length;
    RandomGenerator draws = CounterRandom.at(SEED, width, rectified);
    double[][] combinations = new double[rectified][width + 1];
    for (double[] combination : combinations) {
      for (int i = 0; i < width; i++) {
        combination[i] = WEIGHT / Math.sqrt(width) * draws.nextGaussian();
      }
      combination[width] = OFFSET * draws.nextGaussian();
    }
    return new RidgeOnFeatures(combinations, inputs, penalty);
  }

  /** The regression of targets, [row][target], about centred, on the inputs. */
  Fitted fit(double[][] targets) {
    DMatrixRMaj cross = new DMatrixRMaj(features.getNumCols(), targets[0].length);
    CommonOps_DDRM.multTransA(features, new DMatrixRMaj(targets), cross);
    DMatrixRMaj weights = new DMatrixRMaj(cross.getNumRows(), cross.getNumCols());
    penalised.solve(cross, weights);
    return new Fitted(weights);
  }

  /** A regression of some targets. */
  final class Fitted {
    private final DMatrixRMaj weights;

    private Fitted(DMatrixRMaj weights) {
      this.weights = weights;
    }

    /** Predictions [row][target] for the inputs that were fitted. */
    double[][] predict() {
      return predict(features);
    }

    /** Predictions [row][target] for other inputs. */
    double[][] predict(double[][] inputs) {
      return predict(features(combinations, inputs));
    }

    /** What is left of the targets that were fitted. */
    double[][] rest(double[][] targets) {
      return difference(targets, predict());
    }

    /** What is left of the targets of other inputs. */
    double[][] rest(double[][] inputs, double[][] targets) {
      return difference(targets, predict(inputs));
    }

    private double[][] predict(DMatrixRMaj rows) {
      DMatrixRMaj out = new DMatrixRMaj(rows.getNumRows(), weights.getNumCols());
      CommonOps_DDRM.mult(rows, weights, out);
      return out.get2DData();
    }
  }

  private static double[][] difference(double[][] a, double[][] b) {
    double[][] out = new double[a.length][];
    for (int r = 0; r < a.length; r++) {
      out[r] = a[r].clone();
      for (int i = 0; i < out[r].length; i++) {
        out[r][i] -= b[r][i];
      }
    }
    return out;
  }

  private static DMatrixRMaj features(double[][] combinations, double[][] inputs) {
    int width = inputs[0].length;
    DMatrixRMaj out = new DMatrixRMaj(inputs.length, 1 + width + combinations.length);
    for (int r = 0; r < inputs.length; r++) {
      out.set(r, 0, 1);
      for (int i = 0; i < width; i++) {
        out.set(r, 1 + i, inputs[r][i]);
      }
      for (int h = 0; h < combinations.length; h++) {
        double sum = combinations[h][width];
        for (int i = 0; i < width; i++) {
          sum += combinations[h][i] * inputs[r][i];
        }
        out.set(r, 1 + width + h, Math.max(0, sum));
      }
    }
    return out;
  }
}
