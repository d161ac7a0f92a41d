package io.headwater.evaluate;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Weighted ridge regression from features to targets: what can be read off features by a straight
 * line. The ridge is chosen by leaving out groups of the fitted rows, such as subjects, so that
 * rows that resemble each other never stand on both sides.
 */
public final class LinearProbe {
  private static final double[] RIDGES = {1e-4, 1e-3, 1e-2, 1e-1, 1, 10};

  /** Parts that the groups are left out in. */
  private static final int PARTS = 4;

  private final double[] centre;
  private final double[] scale;
  private final DMatrixRMaj coefficients; // (feature + constant) × target

  private LinearProbe(double[] centre, double[] scale, DMatrixRMaj coefficients) {
    this.centre = centre;
    this.scale = scale;
    this.coefficients = coefficients;
  }

  /**
   * Rows to fit.
   *
   * @param features row × feature; finite
   * @param targets row × target; finite
   * @param weights of each row; positive
   * @param groups of each row; at least two different ones
   */
  public record Rows(
      double[][] features, double[][] targets, double[] weights, List<String> groups) {
    public Rows {
      if (features.length == 0
          || features.length != targets.length
          || features.length != weights.length
          || features.length != groups.size()) {
        throw new IllegalArgumentException(
            "A probe needs as many targets, weights and groups as rows; got %d rows, %d targets, %d weights, %d groups."
                .formatted(features.length, targets.length, weights.length, groups.size()));
      }
    }
  }

  /**
   * @throws IllegalArgumentException when all rows are of one group
   */
  public static LinearProbe fit(Rows rows) {
    List<String> groups = rows.groups().stream().distinct().sorted().toList();
    if (groups.size() < 2) {
      throw new IllegalArgumentException(
          "A probe chooses its ridge by leaving out groups, but all rows are of %s."
              .formatted(groups));
    }
    int features = rows.features()[0].length;
    double[] centre = new double[features];
    double[] scale = new double[features];
    standardise(rows, centre, scale);
    int parts = Math.min(PARTS, groups.size());
    Sums[] sums = new Sums[parts];
    Arrays.setAll(sums, k -> new Sums(features + 1, rows.targets()[0].length));
    for (int r = 0; r < rows.features().length; r++) {
      int part = groups.indexOf(rows.groups().get(r)) % parts;
      double[] x = standardised(rows.features()[r], centre, scale);
      sums[part].add(x, rows.targets()[r], rows.weights()[r]);
    }
    Sums all = new Sums(features + 1, rows.targets()[0].length);
    Arrays.stream(sums).forEach(part -> all.add(part, 1));
    double ridge = RIDGES[0];
    double least = Double.POSITIVE_INFINITY;
    for (double candidate : RIDGES) {
      double error = 0;
      for (Sums part : sums) {
        Sums others = all.copy();
        others.add(part, -1);
        error += part.error(others.solved(candidate));
      }
      if (error < least) {
        least = error;
        ridge = candidate;
      }
    }
    return new LinearProbe(centre, scale, all.solved(ridge));
  }

  /** One number per target. */
  public double[] predict(double[] features) {
    double[] x = standardised(features, centre, scale);
    double[] predicted = new double[coefficients.numCols];
    for (int t = 0; t < predicted.length; t++) {
      for (int i = 0; i < x.length; i++) {
        predicted[t] += x[i] * coefficients.get(i, t);
      }
    }
    return predicted;
  }

  private static void standardise(Rows rows, double[] centre, double[] scale) {
    for (int k = 0; k < centre.length; k++) {
      int feature = k;
      double mean = Arrays.stream(rows.features()).mapToDouble(x -> x[feature]).average().orElse(0);
      double variance =
          Arrays.stream(rows.features())
              .mapToDouble(x -> (x[feature] - mean) * (x[feature] - mean))
              .average()
              .orElse(0);
      centre[k] = mean;
      scale[k] = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    }
  }

  /** Standardised, with a constant at the end. */
  private static double[] standardised(double[] features, double[] centre, double[] scale) {
    double[] x = new double[features.length + 1];
    for (int k = 0; k < features.length; k++) {
      x[k] = (features[k] - centre[k]) * scale[k];
    }
    x[features.length] = 1;
    return x;
  }

  /** Weighted sums of products: all that a ridge regression needs of its rows. */
  private static final class Sums {
    private final DMatrixRMaj inputs;
    private final DMatrixRMaj cross;
    private final double[] squares;
    private double weight;

    Sums(int inputs, int targets) {
      this.inputs = new DMatrixRMaj(inputs, inputs);
      this.cross = new DMatrixRMaj(inputs, targets);
      this.squares = new double[targets];
    }

    void add(double[] x, double[] y, double w) {
      weight += w;
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x.length; j++) {
          inputs.add(i, j, w * x[i] * x[j]);
        }
        for (int t = 0; t < y.length; t++) {
          cross.add(i, t, w * x[i] * y[t]);
        }
      }
      for (int t = 0; t < y.length; t++) {
        squares[t] += w * y[t] * y[t];
      }
    }

    void add(Sums other, double sign) {
      weight += sign * other.weight;
      CommonOps_DDRM.addEquals(inputs, sign, other.inputs);
      CommonOps_DDRM.addEquals(cross, sign, other.cross);
      for (int t = 0; t < squares.length; t++) {
        squares[t] += sign * other.squares[t];
      }
    }

    Sums copy() {
      Sums copy = new Sums(inputs.numRows, squares.length);
      copy.add(this, 1);
      return copy;
    }

    /** The constant, which comes last, is not drawn to 0. */
    DMatrixRMaj solved(double ridge) {
      return NormalEquations.solved(inputs, cross, ridge * weight, inputs.numRows - 1);
    }

    /** Weighted squared error of coefficients on these rows, summed over targets. */
    double error(DMatrixRMaj coefficients) {
      DMatrixRMaj mapped = new DMatrixRMaj(inputs.numRows, squares.length);
      CommonOps_DDRM.mult(inputs, coefficients, mapped);
      double error = 0;
      for (int t = 0; t < squares.length; t++) {
        error += squares[t];
        for (int i = 0; i < inputs.numRows; i++) {
          error += coefficients.get(i, t) * (mapped.get(i, t) - 2 * cross.get(i, t));
        }
      }
      return error;
    }
  }
}
