package io.headwater.estimator.coupled;

import io.headwater.estimator.ComponentMatching;
import io.headwater.model.Whitening;
import io.headwater.model.coupled.AmariDistance;
import io.headwater.model.coupled.FastIca;
import io.headwater.model.coupled.Unmixing;
import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;

/**
 * The components of one modality, solved on the reservoir, in the order and with the signs of those
 * that were published before.
 *
 * @param unmixing what is published
 * @param spectrum variances of the principal components of the embedding, greatest first
 * @param continuity least absolute correlation of a component with the one it continues; NaN where
 *     there was none
 * @param halves components of either half of the reservoir, in the published order
 * @param disagreement {@link AmariDistance} between these
 * @param turned {@link AmariDistance} of the components from the axes of the embedding
 * @param rows windows behind it
 */
record SolvedModality(
    Unmixing unmixing,
    double[] spectrum,
    double continuity,
    Unmixing[] halves,
    double disagreement,
    double turned,
    int rows) {

  /**
   * @param sample [row][dimension] places
   * @param second whether a row belongs to the second half
   * @param before what is published so far
   * @param solved whether that was solved for
   * @param seed where FastICA begins the first time
   */
  static SolvedModality solve(
      double[][] sample, boolean[] second, Unmixing before, boolean solved, long seed) {
    Whitening whitening = Whitening.of(sample);
    SimpleMatrix start =
        solved
            ? before.matrix().mult(whitening.matrix().invert())
            : FastIca.start(before.components(), seed);
    Unmixing fresh = unmix(sample, whitening, start);
    ComponentMatching matching =
        solved ? matching(before, fresh, sample) : ComponentMatching.identity(before.components());
    Unmixing published = fresh.rearranged(matching.order(), matching.sign());
    Unmixing[] halves = new Unmixing[2];
    for (int half = 0; half < 2; half++) {
      double[][] part = part(sample, second, half == 1);
      Whitening own = Whitening.of(part);
      // begun at random: agreement must come from the data
      Unmixing of = unmix(part, own, FastIca.start(before.components(), seed + 1 + half));
      ComponentMatching to = matching(published, of, sample);
      halves[half] = of.rearranged(to.order(), to.sign());
    }
    return new SolvedModality(
        published,
        whitening.spectrum(),
        solved ? continuity(before, published, sample) : Double.NaN,
        halves,
        AmariDistance.between(halves[0].matrix(), halves[1].matrix()),
        AmariDistance.ofProduct(published.matrix().mult(deviations(sample))),
        sample.length);
  }

  private static Unmixing unmix(double[][] sample, Whitening whitening, SimpleMatrix start) {
    FastIca.Solution solution = FastIca.solve(whitening.apply(sample), start);
    return new Unmixing(whitening.centre(), solution.rotation().mult(whitening.matrix()));
  }

  private static ComponentMatching matching(Unmixing old, Unmixing fresh, double[][] sample) {
    byte[] present = new byte[sample.length];
    Arrays.fill(present, (byte) 1);
    return ComponentMatching.of(
        flat(old.apply(sample)), flat(fresh.apply(sample)), old.components(), present);
  }

  private static double continuity(Unmixing old, Unmixing fresh, double[][] sample) {
    double[][] a = old.apply(sample);
    double[][] b = fresh.apply(sample);
    double least = 1;
    for (int k = 0; k < old.components(); k++) {
      double product = 0;
      double squaresA = 0;
      double squaresB = 0;
      for (int r = 0; r < a.length; r++) { // components of the fresh one have mean 0
        product += a[r][k] * b[r][k];
        squaresA += a[r][k] * a[r][k];
        squaresB += b[r][k] * b[r][k];
      }
      least = Math.min(least, Math.abs(product) / Math.sqrt(squaresA * squaresB));
    }
    return least;
  }

  private static float[] flat(double[][] rows) {
    int width = rows[0].length;
    float[] out = new float[rows.length * width];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) rows[i / width][i % width];
    }
    return out;
  }

  private static double[][] part(double[][] sample, boolean[] second, boolean wanted) {
    return java.util.stream.IntStream.range(0, sample.length)
        .filter(r -> second[r] == wanted)
        .mapToObj(r -> sample[r])
        .toArray(double[][]::new);
  }

  private static SimpleMatrix deviations(double[][] sample) {
    int width = sample[0].length;
    SimpleMatrix out = new SimpleMatrix(width, width);
    for (int k = 0; k < width; k++) {
      double sum = 0;
      double squares = 0;
      for (double[] row : sample) {
        sum += row[k] / sample.length;
        squares += row[k] * row[k] / sample.length;
      }
      out.set(k, k, Math.sqrt(Math.max(squares - sum * sum, Double.MIN_NORMAL)));
    }
    return out;
  }
}
