package io.headwater.model.mixture;

import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * Cluster centres in the metric in which their scatter is round: along the directions in which
 * clusters lie farthest apart for their width, each scaled to unit scatter. No linear map of the
 * codes changes how the centres then lie to each other.
 */
final class RoundCentres {
  /** A direction with less than this share of the widest scatter carries nothing. */
  private static final double LEAST_SHARE = 1e-3;

  private RoundCentres() {}

  /**
   * @param dead components that do not count
   * @param most greatest number of directions
   * @return [component][direction]
   */
  static double[][] of(GaussianMixture mixture, boolean[] dead, int most) {
    int dims = mixture.dimensions();
    int components = mixture.components();
    double[] width = new double[dims];
    double[] centre = new double[dims];
    int alive = 0;
    for (int c = 0; c < components; c++) {
      alive += dead[c] ? 0 : 1;
      for (int d = 0; !dead[c] && d < dims; d++) {
        centre[d] += mixture.mean()[c][d];
        width[d] += mixture.variance()[c][d];
      }
    }
    SimpleMatrix scaled = new SimpleMatrix(components, dims);
    for (int c = 0; c < components; c++) {
      for (int d = 0; d < dims; d++) {
        double apart = mixture.mean()[c][d] - centre[d] / Math.max(1, alive);
        scaled.set(c, d, apart / Math.sqrt(Math.max(1e-12, width[d] / Math.max(1, alive))));
      }
    }
    SimpleMatrix living = scaled.copy();
    for (int c = 0; c < components; c++) {
      for (int d = 0; dead[c] && d < dims; d++) {
        living.set(c, d, 0);
      }
    }
    return turned(scaled, living.transpose().mult(living).divide(Math.max(1, alive)), most);
  }

  private static double[][] turned(SimpleMatrix scaled, SimpleMatrix scatter, int most) {
    SimpleEVD<SimpleMatrix> evd = scatter.eig();
    int dims = scatter.getNumRows();
    Integer[] order = new Integer[dims];
    for (int d = 0; d < dims; d++) {
      order[d] = d;
    }
    java.util.Arrays.sort(
        order, (a, b) -> Double.compare(evd.getEigenvalue(b).getReal(), evd.getEigenvalue(a).getReal()));
    double widest = Math.max(1e-300, evd.getEigenvalue(order[0]).getReal());
    int kept = 0;
    while (kept < Math.min(most, dims)
        && evd.getEigenvalue(order[kept]).getReal() > LEAST_SHARE * widest) {
      kept++;
    }
    double[][] out = new double[scaled.getNumRows()][Math.max(1, kept)];
    for (int k = 0; k < kept; k++) {
      double length = Math.sqrt(evd.getEigenvalue(order[k]).getReal());
      SimpleMatrix along = scaled.mult(evd.getEigenVector(order[k]));
      for (int c = 0; c < out.length; c++) {
        out[c][k] = along.get(c) / length;
      }
    }
    return out;
  }
}
