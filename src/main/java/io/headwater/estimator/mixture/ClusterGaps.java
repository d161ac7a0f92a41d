package io.headwater.estimator.mixture;

import io.headwater.estimator.WindowBatch;
import io.headwater.model.mixture.GaussianMixture;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Whether there is a valley between clusters in the data themselves. The prior pulls codes together
 * around its components, whether or not there are clusters, so codes prove nothing; a blob that was
 * cut in pieces is densest where it was cut.
 *
 * <p>Windows of two components are laid along the line between their centres in one modality's
 * summary, each entry counting by its spread within components, so that the centres are at −1 and
 * 1. There is a gap when fewer than half as many lie in the middle as around the lesser centre.
 * Centres come from windows that were learned from, counts from those held out.
 */
final class ClusterGaps {
  /** The components nearest to one; the others are farther than these. */
  private static final int NEIGHBOURS = 5;

  private ClusterGaps() {}

  /**
   * @param apart share of the held-out windows whose component has a gap to all its neighbours
   * @param compared pairs of components with enough windows
   */
  record Gaps(double apart, int compared) {}

  static Gaps measure(
      GaussianMixture mixture,
      WindowBatch learned,
      int[] ofLearned,
      WindowBatch heldOut,
      int[] ofHeldOut) {
    int components = mixture.components();
    boolean[] apart = new boolean[components];
    Arrays.fill(apart, true);
    int[] count = new int[components];
    Arrays.stream(ofHeldOut).forEach(c -> count[c]++);
    int compared = 0;
    for (int a = 0; a < components; a++) {
      for (int b : neighbours(mixture, a, count)) {
        double least = Double.NaN;
        for (int m = 0; m < learned.modalities(); m++) {
          double valley =
              valley(m, learned, sides(ofLearned, a, b), heldOut, sides(ofHeldOut, a, b));
          least = Double.isNaN(least) || valley < least ? valley : least;
        }
        if (!Double.isNaN(least)) {
          compared++;
          apart[a] &= least < ValleyCount.GAP;
        }
      }
    }
    double rows = 0;
    double separate = 0;
    for (int c = 0; c < components; c++) {
      rows += count[c] >= ValleyCount.FEWEST ? count[c] : 0;
      separate += count[c] >= ValleyCount.FEWEST && apart[c] ? count[c] : 0;
    }
    return new Gaps(compared == 0 ? 0 : separate / rows, compared);
  }

  private static int[] neighbours(GaussianMixture mixture, int a, int[] count) {
    return IntStream.range(0, count.length)
        .filter(b -> b != a && count[a] >= ValleyCount.FEWEST && count[b] >= ValleyCount.FEWEST)
        .boxed()
        .sorted(Comparator.comparingDouble(b -> distance(mixture, a, b)))
        .limit(NEIGHBOURS)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double distance(GaussianMixture mixture, int a, int b) {
    double squares = 0;
    for (int d = 0; d < mixture.dimensions(); d++) {
      double apart = mixture.mean()[a][d] - mixture.mean()[b][d];
      squares += apart * apart / (mixture.variance()[a][d] + mixture.variance()[b][d]);
    }
    return squares;
  }

  /** 0 and 1 for two components, −1 for others. */
  private static int[] sides(int[] component, int a, int b) {
    return Arrays.stream(component).map(c -> c == a ? 0 : c == b ? 1 : -1).toArray();
  }

  /**
   * The {@link ValleyCount#depth} between two components.
   *
   * @param ofLearned 0 or 1 for the windows that give the two centres, −1 for others
   * @param ofHeldOut the same for those that are counted
   */
  static double valley(
      int m, WindowBatch learned, int[] ofLearned, WindowBatch heldOut, int[] ofHeldOut) {
    int width = learned.reading(m, 0).target().length;
    double[][] centre = new double[2][width];
    double[] within = new double[width];
    int[] rows = new int[2];
    for (int r = 0; r < ofLearned.length; r++) {
      int side = ofLearned[r];
      if (side >= 0 && learned.present(m, r)) {
        rows[side]++;
        for (int i = 0; i < width; i++) {
          double value = learned.reading(m, r).target()[i];
          centre[side][i] += value;
          within[i] += value * value;
        }
      }
    }
    if (rows[0] < ValleyCount.FEWEST || rows[1] < ValleyCount.FEWEST) {
      return Double.NaN;
    }
    for (int i = 0; i < width; i++) {
      centre[0][i] /= rows[0];
      centre[1][i] /= rows[1];
      double between =
          rows[0] * centre[0][i] * centre[0][i] + rows[1] * centre[1][i] * centre[1][i];
      within[i] = Math.max(0, within[i] - between) / (rows[0] + rows[1]);
    }
    double floor = 1e-3 + 0.1 * Arrays.stream(within).average().orElse(0);
    double length = 0;
    for (int i = 0; i < width; i++) {
      double apart = centre[1][i] - centre[0][i];
      length += apart * apart / (within[i] + floor);
    }
    ValleyCount valley = new ValleyCount();
    for (int r = 0; r < ofHeldOut.length; r++) {
      int side = ofHeldOut[r];
      if (side < 0 || !heldOut.present(m, r)) {
        continue;
      }
      double at = 0;
      for (int i = 0; i < width; i++) {
        double apart = centre[1][i] - centre[0][i];
        double value = heldOut.reading(m, r).target()[i] - (centre[0][i] + centre[1][i]) / 2;
        at += 2 * value * apart / (within[i] + floor) / length;
      }
      valley.add(side, at);
    }
    return valley.depth();
  }
}
