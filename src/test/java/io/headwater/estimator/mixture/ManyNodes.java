package io.headwater.estimator.mixture;

import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityShape;
import io.headwater.model.mixture.SparseNodes;
import io.headwater.sensor.ModalityKind;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Windows of nodes on a sparse graph, seen in two tables: every column is a sum of one effect per
 * node's category, bent by a strictly rising curve, with noise. Effects, graph, order of nodes and
 * of modalities come from the seed.
 */
final class ManyNodes {
  /** What the windows are. */
  enum Form {
    /** Both tables of the same nodes. */
    NODES,
    /** Three of ten windows lack one of the tables. */
    MISSING,
    /** Nodes without a graph. */
    INDEPENDENT,
    /** Levels of the same covariance that are jointly Gaussian: no categories. */
    BLOB,
    /** Second table of another row. */
    SHUFFLED
  }

  private static final int SUBJECTS = 20;
  private static final long WINDOW = 30_000_000L;

  private final SparseNodes nodes;
  private final Form form;
  private final long seed;
  private final double noise;
  private final double[][][] effect; // [table][category][column]

  ManyNodes(List<Integer> categories, int columns, Form form, long seed) {
    this(categories, columns, form, 0.25, seed);
  }

  /**
   * @param noise deviation of every column's noise; what nodes make of a column has about one
   */
  ManyNodes(List<Integer> categories, int columns, Form form, double noise, long seed) {
    nodes = new SparseNodes(categories, seed, form != Form.INDEPENDENT);
    this.form = form;
    this.seed = seed;
    this.noise = noise;
    SplittableRandom random = new SplittableRandom(seed * 31 + 17);
    // An equal share of a column's variance for each node.
    double scale = Math.sqrt(2.0 / categories.size());
    effect = new double[2][nodes.space().indicators()][columns];
    for (double[][] table : effect) {
      for (double[] row : table) {
        for (int i = 0; i < columns; i++) {
          row[i] = scale * random.nextGaussian();
        }
      }
    }
  }

  SparseNodes nodes() {
    return nodes;
  }

  List<ModalityShape> shapes() {
    List<ModalityShape> shapes = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      shapes.add(
          new ModalityShape(
              name(t),
              ModalityKind.TABULAR,
              1,
              effect[t][0].length,
              0,
              0,
              0,
              EncoderKind.MLP,
              1,
              0));
    }
    if (seed % 2 == 0) {
      Collections.reverse(shapes);
    }
    return shapes;
  }

  private static String name(int table) {
    return table == 0 ? "first" : "second";
  }

  int[] causes(int row) {
    return nodes.row(seed, row);
  }

  List<AlignedWindow> windows(int from, int to) {
    List<AlignedWindow> windows = new ArrayList<>();
    for (int r = from; r < to; r++) {
      SplittableRandom random = new SplittableRandom(seed * 999_983 + r * 104_729L);
      boolean lacks = form == Form.MISSING && random.nextInt(10) < 3;
      int lacking = lacks ? random.nextInt(2) : -1;
      List<SampleGrid> grids = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        float[] values =
            table(t, levels(t == 1 && form == Form.SHUFFLED ? r + 500_000 : r), random);
        byte[] present = new byte[values.length];
        Arrays.fill(present, (byte) 1);
        if (t != lacking) {
          grids.add(new SampleGrid(name(t), 1, values.length, values, present, 0));
        }
      }
      long start = r / SUBJECTS * WINDOW;
      windows.add(
          new AlignedWindow(
              "s%02d".formatted(r % SUBJECTS), start, start + WINDOW, grids, List.of()));
    }
    return windows;
  }

  /** Weight of each category's effect in a row. */
  private double[] levels(int row) {
    double[] levels = new double[nodes.space().indicators()];
    if (form == Form.BLOB) { // sums of many rows: as correlated as one, and all but Gaussian
      int summed = 64;
      for (int k = 0; k < summed; k++) {
        int[] c = nodes.row(seed, 1_000_000 + row * summed + k);
        for (int l = 0; l < c.length; l++) {
          levels[nodes.space().offset(l) + c[l]] += 1 / Math.sqrt(summed);
        }
      }
      return levels;
    }
    int[] c = causes(row);
    for (int l = 0; l < c.length; l++) {
      levels[nodes.space().offset(l) + c[l]] = 1;
    }
    return levels;
  }

  private float[] table(int t, double[] levels, SplittableRandom random) {
    float[] values = new float[effect[t][0].length];
    double[] middle = middle();
    for (int i = 0; i < values.length; i++) {
      double sum = 0;
      for (int k = 0; k < levels.length; k++) {
        sum += (levels[k] - middle[k]) * effect[t][k][i];
      }
      double bent = sum + 0.4 * Math.tanh(1.5 * sum);
      values[i] = (float) (bent + noise * random.nextGaussian());
    }
    return values;
  }

  /** Curves bend around the middle of all categories, where the rows are. */
  private double[] middle() {
    double[] middle = new double[nodes.space().indicators()];
    for (int l = 0; l < nodes.space().nodes(); l++) {
      int count = nodes.space().categories(l);
      for (int k = 0; k < count; k++) {
        double sums = form == Form.BLOB ? 8 : 1; // of 64 rows by the root of 64
        middle[nodes.space().offset(l) + k] = sums / count;
      }
    }
    return middle;
  }
}
