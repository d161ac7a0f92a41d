package io.headwater.estimator.mixture;

import io.headwater.estimator.WindowBatch;
import io.headwater.model.mixture.OutcomeSpace;
import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;

/**
 * Whether nodes shift what is measured each by itself. Summaries of windows are regressed on the
 * categories of nodes; the share of what categories and their pairs explain in held-out windows
 * that categories alone explain is the additivity. Every entry counts by what pairs leave of it.
 *
 * @param additivity share, at most 1; NaN with too few windows for all pairs
 * @param lead by which the additivity falls at least when a node is told by another way to split
 *     the same outcomes: its categories turned round wherever another node has some category
 */
record NodeEffects(double additivity, double lead) {
  /** Windows for each number that a regression fits. */
  private static final int FEWEST_EACH = 5;

  /** Entries count by their variance around what categories explain, and this. */
  private static final double LEAST_VARIANCE = 1e-3;

  private static final double RIDGE = 1e-6;

  /** Regressions of other splits look at so many windows at most, fewer with many nodes. */
  private static final int MOST_ROWS = 1000;

  private static final int FEWEST_ROWS = 200;

  /** Multiplications of one other split, by which rows are counted out. */
  private static final int BUDGET = 200_000;

  /** Features of a row's categories. */
  private interface Design {
    double[] of(int[] categories);
  }

  /**
   * @param ofLearned [row][node] categories of windows learned from
   * @param ofHeldOut the same of windows held out
   */
  static NodeEffects measure(
      OutcomeSpace space,
      WindowBatch learned,
      int[][] ofLearned,
      WindowBatch heldOut,
      int[][] ofHeldOut) {
    double[] explained = new double[2];
    int nodes = space.nodes();
    double[][][] lost = new double[nodes][nodes][];
    boolean enough = false;
    for (int m = 0; m < learned.modalities(); m++) {
      ModalityRows train = ModalityRows.of(learned, m, ofLearned);
      ModalityRows test = ModalityRows.of(heldOut, m, ofHeldOut);
      int pairs = pairs(space).of(new int[nodes]).length;
      if (train.target().length < FEWEST_EACH * pairs || test.target().length == 0) {
        continue;
      }
      enough = true;
      double[] whole = residuals(train, test, c -> new double[] {1});
      double[] main = residuals(train, test, single(space));
      double[] both = residuals(train, test, pairs(space));
      for (int i = 0; i < whole.length; i++) {
        double weight = 1 / (both[i] + LEAST_VARIANCE);
        explained[0] += weight * Math.max(0, whole[i] - main[i]);
        explained[1] += weight * Math.max(0, whole[i] - both[i]);
      }
      ModalityRows fewer =
          train.spread(Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, BUDGET / nodes / nodes)));
      double[] few = residuals(fewer, test, single(space));
      for (int l = 0; l < nodes; l++) {
        for (int j = 0; j < nodes; j++) {
          for (int k = 0; j != l && k < space.categories(j) - 1; k++) {
            double[] other = residuals(fewer, test, turned(space, l, j, k));
            lost[l][j] = lost[l][j] == null ? new double[space.categories(j) - 1] : lost[l][j];
            for (int i = 0; i < other.length; i++) {
              lost[l][j][k] += (other[i] - few[i]) / (both[i] + LEAST_VARIANCE);
            }
          }
        }
      }
    }
    if (!enough) {
      return new NodeEffects(Double.NaN, Double.NaN);
    }
    double least =
        Arrays.stream(lost)
            .flatMap(Arrays::stream)
            .filter(v -> v != null)
            .flatMapToDouble(Arrays::stream)
            .min()
            .orElse(Double.NaN);
    return new NodeEffects(
        explained[1] > 0 ? Math.min(1, explained[0] / explained[1]) : 0,
        explained[0] > 0 ? least / explained[0] : Double.NaN);
  }

  private static Design single(OutcomeSpace space) {
    int width = space.contrasts() + 1;
    return categories -> {
      double[] out = new double[width];
      out[0] = 1;
      int at = 1;
      for (int l = 0; l < categories.length; l++) {
        for (int k = 1; k < space.categories(l); k++) {
          out[at++] = categories[l] == k ? 1 : 0;
        }
      }
      return out;
    };
  }

  private static Design pairs(OutcomeSpace space) {
    Design single = single(space);
    int[] nodeOf = new int[space.contrasts() + 1];
    int at = 1;
    for (int l = 0; l < space.nodes(); l++) {
      for (int k = 1; k < space.categories(l); k++) {
        nodeOf[at++] = l + 1;
      }
    }
    return categories -> {
      double[] main = single.of(categories);
      double[] out = new double[main.length * main.length];
      int next = 0;
      for (int a = 0; a < main.length; a++) {
        for (int b = a + 1; b < main.length; b++) { // with the constant: the categories themselves
          if (nodeOf[a] != nodeOf[b]) {
            out[next++] = main[a] * main[b];
          }
        }
      }
      out[next++] = 1;
      return Arrays.copyOf(out, next);
    };
  }

  /** Categories of one node turned by one wherever another has some category. */
  private static Design turned(OutcomeSpace space, int node, int by, int when) {
    Design single = single(space);
    return categories -> {
      if (categories[by] != when) {
        return single.of(categories);
      }
      int[] turned = categories.clone();
      turned[node] = (turned[node] + 1) % space.categories(node);
      return single.of(turned);
    };
  }

  /** Mean squared error of each entry in held-out windows, after a regression on a design. */
  private static double[] residuals(ModalityRows train, ModalityRows test, Design design) {
    int entries = train.target()[0].length;
    int width = design.of(train.categories()[0]).length;
    double[][] gram = new double[width][width];
    double[][] cross = new double[width][entries];
    for (int r = 0; r < train.target().length; r++) {
      double[] h = design.of(train.categories()[r]);
      for (int a = 0; a < width; a++) {
        if (h[a] != 0) {
          for (int b = 0; b < width; b++) {
            gram[a][b] += h[a] * h[b];
          }
          for (int i = 0; i < entries; i++) {
            cross[a][i] += h[a] * train.target()[r][i];
          }
        }
      }
    }
    for (int a = 0; a < width; a++) {
      gram[a][a] += RIDGE * train.target().length;
    }
    double[][] slope = new SimpleMatrix(gram).solve(new SimpleMatrix(cross)).toArray2();
    double[] errors = new double[entries];
    for (int r = 0; r < test.target().length; r++) {
      double[] left = test.target()[r].clone();
      double[] h = design.of(test.categories()[r]);
      for (int a = 0; a < width; a++) {
        for (int i = 0; h[a] != 0 && i < entries; i++) {
          left[i] -= h[a] * slope[a][i];
        }
      }
      for (int i = 0; i < entries; i++) {
        errors[i] += left[i] * left[i] / test.target().length;
      }
    }
    return errors;
  }
}
