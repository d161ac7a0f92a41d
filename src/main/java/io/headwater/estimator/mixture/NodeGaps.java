package io.headwater.estimator.mixture;

import io.headwater.estimator.WindowBatch;
import io.headwater.model.mixture.OutcomeSpace;
import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;

/**
 * Whether there is a valley between the categories of each node in the data themselves, as {@link
 * ClusterGaps} asks of clusters. Windows of two categories are laid along the direction in one
 * modality's summary that tells them best (Fisher's), so that other nodes, which vary in both, do
 * not fill the valley. Directions come from windows that were learned from, counts from those held
 * out.
 *
 * @param depth per node, windows in the middle per window around the lesser centre, in the modality
 *     that shows the node best, by its worst pair of categories; NaN with too few windows
 */
record NodeGaps(double[] depth) {
  /** Share of the mean variance that is added to each entry's: entries can be constant. */
  private static final double RIDGE = 1e-2;

  /** Share of the nodes that have a valley. */
  double apart() {
    return Arrays.stream(depth).filter(v -> v < ValleyCount.GAP).count() / (double) depth.length;
  }

  boolean hasValley(int node) {
    return depth[node] < ValleyCount.GAP;
  }

  boolean measured() {
    return Arrays.stream(depth).anyMatch(v -> !Double.isNaN(v));
  }

  /**
   * @param ofLearned [row][node] categories of windows learned from
   * @param ofHeldOut the same of windows held out
   */
  static NodeGaps measure(
      OutcomeSpace space,
      WindowBatch learned,
      int[][] ofLearned,
      WindowBatch heldOut,
      int[][] ofHeldOut) {
    double[] depth = new double[space.nodes()];
    Arrays.fill(depth, Double.NaN);
    for (int m = 0; m < learned.modalities(); m++) {
      ModalityRows train = ModalityRows.of(learned, m, ofLearned);
      ModalityRows test = ModalityRows.of(heldOut, m, ofHeldOut);
      if (train.target().length < ValleyCount.FEWEST) {
        continue;
      }
      SimpleMatrix precision = precision(train.target());
      for (int l = 0; l < depth.length; l++) {
        double worst = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < space.categories(l); a++) {
          for (int b = a + 1; b < space.categories(l); b++) {
            worst = Math.max(worst, valley(train, test, precision, l, a, b)); // NaN stays
          }
        }
        if (!Double.isNaN(worst)) {
          depth[l] = Double.isNaN(depth[l]) ? worst : Math.min(depth[l], worst);
        }
      }
    }
    return new NodeGaps(depth);
  }

  private static SimpleMatrix precision(double[][] rows) {
    int width = rows[0].length;
    double[] mean = new double[width];
    for (double[] row : rows) {
      for (int i = 0; i < width; i++) {
        mean[i] += row[i] / rows.length;
      }
    }
    double[][] covariance = new double[width][width];
    for (double[] row : rows) {
      for (int i = 0; i < width; i++) {
        double off = (row[i] - mean[i]) / rows.length;
        for (int j = 0; j < width; j++) {
          covariance[i][j] += off * (row[j] - mean[j]);
        }
      }
    }
    double average = 0;
    for (int i = 0; i < width; i++) {
      average += covariance[i][i] / width;
    }
    for (int i = 0; i < width; i++) {
      covariance[i][i] += RIDGE * average + 1e-9;
    }
    return new SimpleMatrix(covariance).invert();
  }

  /** The {@link ValleyCount#depth} between two categories. */
  private static double valley(
      ModalityRows train, ModalityRows test, SimpleMatrix precision, int node, int a, int b) {
    int width = train.target()[0].length;
    double[][] centre = new double[2][width];
    int[] rows = new int[2];
    for (int r = 0; r < train.categories().length; r++) {
      int side = train.categories()[r][node] == a ? 0 : train.categories()[r][node] == b ? 1 : -1;
      if (side >= 0) {
        rows[side]++;
        for (int i = 0; i < width; i++) {
          centre[side][i] += train.target()[r][i];
        }
      }
    }
    if (rows[0] < ValleyCount.FEWEST || rows[1] < ValleyCount.FEWEST) {
      return Double.NaN;
    }
    SimpleMatrix apart = new SimpleMatrix(width, 1);
    for (int i = 0; i < width; i++) {
      centre[0][i] /= rows[0];
      centre[1][i] /= rows[1];
      apart.set(i, centre[1][i] - centre[0][i]);
    }
    double[] along = precision.mult(apart).getDDRM().data;
    double length = 0;
    for (int i = 0; i < width; i++) {
      length += along[i] * apart.get(i);
    }
    ValleyCount valley = new ValleyCount();
    for (int r = 0; r < test.categories().length; r++) {
      int side = test.categories()[r][node] == a ? 0 : test.categories()[r][node] == b ? 1 : -1;
      if (side < 0) {
        continue;
      }
      double at = 0;
      for (int i = 0; i < width; i++) {
        at += along[i] * (test.target()[r][i] - (centre[0][i] + centre[1][i]) / 2);
      }
      valley.add(side, at * (2 / length));
    }
    return valley.depth();
  }
}
