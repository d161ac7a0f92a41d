package io.headwater.estimator.mixture;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.mixture.FactorialSeeding;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.OutcomeSpace;
import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;

/**
 * What codes say of nodes before a mixture shaped them; later they would only say what they were
 * told. Two halves of the windows are seeded apart from each other.
 *
 * @param gain nats per held-out window by which a factorial mixture describes codes better than one
 *     Gaussian, by the lesser half; NaN before anything was fitted
 * @param agreement of the two halves' categories in held-out windows, less chance, by the node that
 *     agrees least
 * @param rows held-out windows
 */
record SeedEvidence(double gain, double agreement, double rows) {
  /** Mixtures from nothing in each half. */
  private static final int TRIES = 3;

  static SeedEvidence none() {
    return new SeedEvidence(Double.NaN, Double.NaN, 0);
  }

  static SeedEvidence of(
      OutcomeSpace space, LatentCodes learned, LatentCodes heldOut, double rows, long seed) {
    int middle = learned.rows() / 2;
    LatentCodes[] half = {part(learned, 0, middle), part(learned, middle, learned.rows())};
    int[][][] found = new int[2][][];
    double gain = Double.POSITIVE_INFINITY;
    for (int h = 0; h < 2; h++) {
      FactorialSeeding.Seeded seeded =
          new FactorialSeeding(space, half[h]).best(heldOut, TRIES, seed + 1000 * (h + 1));
      found[h] = seeded.posterior().likeliest(heldOut);
      gain = Math.min(gain, seeded.posterior().meanBound(heldOut) - gaussian(half[h], heldOut));
    }
    double[] agreement = NodeNames.of(space, found[0], found[1]).agreement();
    return new SeedEvidence(gain, Arrays.stream(agreement).min().orElseThrow(), rows);
  }

  private static LatentCodes part(LatentCodes codes, int from, int to) {
    return new LatentCodes(
        Arrays.copyOfRange(codes.mean(), from, to), Arrays.copyOfRange(codes.variance(), from, to));
  }

  /** Mean log-density of codes under one Gaussian of full covariance. */
  private static double gaussian(LatentCodes learned, LatentCodes heldOut) {
    int dims = learned.dimensions();
    double[] mean = new double[dims];
    for (double[] row : learned.mean()) {
      for (int d = 0; d < dims; d++) {
        mean[d] += row[d] / learned.rows();
      }
    }
    SimpleMatrix covariance = new SimpleMatrix(second(learned, mean));
    SimpleMatrix precision = covariance.invert();
    double products = precision.elementMult(new SimpleMatrix(second(heldOut, mean))).elementSum();
    double logDeterminant = 0;
    for (double value : covariance.svd().getSingularValues()) {
      logDeterminant += Math.log(value);
    }
    return -0.5 * (dims * Math.log(2 * Math.PI) + logDeterminant + products);
  }

  /** Mean of squares and products around a place, the codes' own variances with it. */
  private static double[][] second(LatentCodes codes, double[] centre) {
    int dims = centre.length;
    double[][] second = new double[dims][dims];
    for (int r = 0; r < codes.rows(); r++) {
      for (int a = 0; a < dims; a++) {
        second[a][a] += (codes.variance()[r][a] + 1e-6) / codes.rows();
        double off = (codes.mean()[r][a] - centre[a]) / codes.rows();
        for (int b = 0; b < dims; b++) {
          second[a][b] += off * (codes.mean()[r][b] - centre[b]);
        }
      }
    }
    return second;
  }

  void write(StateWriter out) {
    out.writeDouble(gain);
    out.writeDouble(agreement);
    out.writeDouble(rows);
  }

  static SeedEvidence read(StateReader in) {
    return new SeedEvidence(in.readDouble(), in.readDouble(), in.readDouble());
  }
}
