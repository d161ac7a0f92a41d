package io.headwater.model.mixture;

import org.ejml.simple.SimpleMatrix;

/**
 * What a code says of each node by itself: the posterior of a factorial mixture, amortised as one
 * linear read-out per node. The code is projected on the directions in which one node's effects
 * show and no other's do (the decorrelating detector of Lupas and Verdú 1989), so that the evidence
 * of a node does not depend on how it hangs together with others; that is left to the tables.
 */
public final class NodeDetector {
  /**
   * Precision that contrasts have beforehand, against 4 and more of what can be told apart: a node
   * without an effect gives no evidence instead of an infinite one.
   */
  private static final double RIDGE = 1e-2;

  private final FactorialMixture mixture;
  private final double[][] project; // (contrast, dimension)
  private final double[][] covariance; // of contrasts
  private final double[] base;

  public NodeDetector(FactorialMixture mixture) {
    this.mixture = mixture;
    OutcomeSpace space = mixture.space();
    int dims = mixture.dimensions();
    SimpleMatrix effects = new SimpleMatrix(space.contrasts(), dims);
    base = mixture.origin().clone();
    int row = 0;
    for (int l = 0; l < space.nodes(); l++) {
      double[] first = mixture.effect()[space.offset(l)];
      for (int d = 0; d < dims; d++) {
        base[d] += first[d];
      }
      for (int k = 1; k < space.categories(l); k++, row++) {
        double[] other = mixture.effect()[space.offset(l) + k];
        for (int d = 0; d < dims; d++) {
          effects.set(row, d, other[d] - first[d]);
        }
      }
    }
    SimpleMatrix scaled = effects.copy();
    for (int i = 0; i < row; i++) {
      for (int d = 0; d < dims; d++) {
        scaled.set(i, d, effects.get(i, d) / mixture.variance()[d]);
      }
    }
    SimpleMatrix blur =
        scaled
            .mult(effects.transpose())
            .plus(SimpleMatrix.identity(space.contrasts()).scale(RIDGE))
            .invert();
    covariance = blur.toArray2();
    project = blur.mult(scaled).toArray2();
  }

  /**
   * Log-likelihood of each category of each node, each node's first at 0.
   *
   * @param code posterior means of a row
   * @param spread its posterior variances: what is not known of the code is not evidence
   * @param evidence out, nodes one after the other
   */
  public void evidence(double[] code, double[] spread, double[] evidence) {
    OutcomeSpace space = mixture.space();
    int contrast = 0;
    for (int l = 0; l < space.nodes(); l++) {
      int free = space.categories(l) - 1;
      double[] y = new double[free];
      for (int k = 0; k < free; k++) {
        for (int d = 0; d < code.length; d++) {
          y[k] += project[contrast + k][d] * (code[d] - base[d]);
        }
      }
      double[][] precision = precision(contrast, free, spread);
      int at = space.offset(l);
      evidence[at] = 0;
      for (int k = 0; k < free; k++) {
        double sum = -0.5 * precision[k][k];
        for (int j = 0; j < free; j++) {
          sum += precision[k][j] * y[j];
        }
        evidence[at + 1 + k] = sum;
      }
      contrast += free;
    }
  }

  /** Precision of a node's contrasts, as the mixture and the code's spread blur them. */
  private double[][] precision(int from, int free, double[] spread) {
    double[][] block = new double[free][free];
    for (int i = 0; i < free; i++) {
      for (int j = 0; j < free; j++) {
        double sum = covariance[from + i][from + j];
        for (int d = 0; d < spread.length; d++) {
          sum += project[from + i][d] * spread[d] * project[from + j][d];
        }
        block[i][j] = sum;
      }
    }
    if (free == 1) {
      block[0][0] = 1 / block[0][0];
      return block;
    }
    return new SimpleMatrix(block).invert().toArray2();
  }

  /**
   * The evidence of codes that are points, as one affine map.
   *
   * @param weight [dimension][category]
   * @param shift per category
   */
  public record Readout(double[][] weight, double[] shift) {}

  public Readout readout() {
    int dims = mixture.dimensions();
    int categories = mixture.space().indicators();
    double[] point = new double[dims];
    double[] shift = new double[categories];
    evidence(new double[dims], point, shift);
    double[][] weight = new double[dims][categories];
    for (int d = 0; d < dims; d++) {
      double[] unit = new double[dims];
      unit[d] = 1;
      evidence(unit, point, weight[d]);
      for (int i = 0; i < categories; i++) {
        weight[d][i] -= shift[i];
      }
    }
    return new Readout(weight, shift);
  }
}
