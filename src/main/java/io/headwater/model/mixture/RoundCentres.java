package io.headwater.model.mixture;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * Cluster centres in the metric in which their scatter is round: along the directions in which
 * clusters lie farthest apart for their width, each scaled to unit scatter.
 */
final class RoundCentres {
  /** A direction with less than this share of the widest scatter carries nothing. */
  private static final double LEAST_SHARE = 1e-4;

  private RoundCentres() {}

  /**
   * @param mean [component][entry]
   * @param variance within components, same layout, over 0
   * @param dead components that do not count
   * @param most greatest number of directions
   * @return [component][direction]
   */
  static double[][] of(double[][] mean, double[][] variance, boolean[] dead, int most) {
    int entries = mean[0].length;
    double[] width = new double[entries];
    double[] centre = new double[entries];
    int alive = 0;
    for (int c = 0; c < mean.length; c++) {
      alive += dead[c] ? 0 : 1;
      for (int d = 0; !dead[c] && d < entries; d++) {
        centre[d] += mean[c][d];
        width[d] += variance[c][d];
      }
    }
    SimpleMatrix all = new SimpleMatrix(mean.length, entries);
    SimpleMatrix living = new SimpleMatrix(mean.length, entries);
    for (int c = 0; c < mean.length; c++) {
      for (int d = 0; d < entries; d++) {
        double apart = mean[c][d] - centre[d] / Math.max(1, alive);
        double scaled = apart / Math.sqrt(Math.max(1e-12, width[d] / Math.max(1, alive)));
        all.set(c, d, scaled);
        living.set(c, d, dead[c] ? 0 : scaled);
      }
    }
    return turned(all.mult(living.transpose()), living.mult(living.transpose()), alive, most);
  }

  /**
   * @param products of all components with the living
   * @param gram of the living: its eigenvectors are those of the scatter, and there are fewer
   */
  private static double[][] turned(SimpleMatrix products, SimpleMatrix gram, int alive, int most) {
    SimpleEVD<SimpleMatrix> evd = gram.eig();
    int components = gram.getNumRows();
    Integer[] order = new Integer[components];
    Arrays.setAll(order, d -> d);
    Arrays.sort(order, Comparator.comparingDouble(d -> -evd.getEigenvalue(d).getReal()));
    double widest = Math.max(1e-300, evd.getEigenvalue(order[0]).getReal());
    int kept = 0;
    while (kept < Math.min(most, components)
        && evd.getEigenvalue(order[kept]).getReal() > LEAST_SHARE * widest) {
      kept++;
    }
    double[][] out = new double[components][Math.max(1, kept)];
    for (int k = 0; k < kept; k++) {
      double scale = Math.sqrt(alive) / evd.getEigenvalue(order[k]).getReal();
      SimpleMatrix along = products.mult(evd.getEigenVector(order[k]));
      for (int c = 0; c < components; c++) {
        out[c][k] = along.get(c) * scale;
      }
    }
    return out;
  }
}
