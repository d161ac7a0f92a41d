package io.headwater.estimator.mixture;

import io.headwater.estimator.WindowBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether each cluster is one: windows of a component that holds two clusters fall apart in the
 * data of some modality. Its windows are cut in two where they are widest (principal axis, then two
 * means) by every other window, and the rest are asked whether there is a valley at the cut, as in
 * {@link ClusterGaps}: a cut that windows were chosen by shows one where there is none.
 */
final class ClusterUnity {
  /** Windows that must lie on each side of the cut; of fewer a valley can be chance. */
  private static final int FEWEST = 50;

  /** Deeper than between clusters: any cluster is cut here, and most are whole. */
  private static final double VALLEY = 0.25;

  private static final int ROUNDS = 15;

  private ClusterUnity() {}

  /** Share of the windows whose component does not fall apart; 1 where none can be examined. */
  static double measure(int components, WindowBatch windows, int[] component) {
    double whole = 0;
    for (int c = 0; c < components; c++) {
      boolean one = true;
      for (int m = 0; m < windows.modalities() && one; m++) {
        one = !fallsApart(windows, m, component, c);
      }
      int which = c;
      whole += one ? Arrays.stream(component).filter(own -> own == which).count() : 0;
    }
    return component.length == 0 ? 1 : whole / component.length;
  }

  private static boolean fallsApart(WindowBatch windows, int m, int[] component, int c) {
    List<Integer> rows = new ArrayList<>();
    for (int r = 0; r < component.length; r++) {
      if (component[r] == c && windows.present(m, r)) {
        rows.add(r);
      }
    }
    if (rows.size() < 4 * FEWEST) {
      return false;
    }
    List<float[]> cut = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += 2) {
      cut.add(windows.reading(m, rows.get(i)).target());
    }
    double[][] centre = halves(cut);
    int[] placing = new int[component.length];
    int[] counted = new int[component.length];
    Arrays.fill(placing, -1);
    Arrays.fill(counted, -1);
    int[] sides = new int[2];
    for (int i = 0; i < rows.size(); i++) {
      int side = nearer(centre, windows.reading(m, rows.get(i)).target());
      (i % 2 == 0 ? placing : counted)[rows.get(i)] = side;
      sides[side] += i % 2;
    }
    return Math.min(sides[0], sides[1]) >= FEWEST
        && ClusterGaps.valley(m, windows, placing, windows, counted) < VALLEY;
  }

  /** Centres of the two parts. */
  private static double[][] halves(List<float[]> rows) {
    int width = rows.get(0).length;
    double[] mean = new double[width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        mean[i] += row[i] / rows.size();
      }
    }
    double[] axis = axis(rows, mean);
    double[][] centre = {mean.clone(), mean.clone()};
    for (int i = 0; i < width; i++) {
      centre[0][i] -= axis[i];
      centre[1][i] += axis[i];
    }
    for (int round = 0; round < ROUNDS; round++) {
      double[][] sum = new double[2][width];
      int[] count = new int[2];
      for (float[] row : rows) {
        int side = nearer(centre, row);
        count[side]++;
        for (int i = 0; i < width; i++) {
          sum[side][i] += row[i];
        }
      }
      for (int side = 0; side < 2; side++) {
        for (int i = 0; i < width && count[side] > 0; i++) {
          centre[side][i] = sum[side][i] / count[side];
        }
      }
    }
    return centre;
  }

  /** Direction of greatest variance, of length 1, by the power method from the farthest row. */
  private static double[] axis(List<float[]> rows, double[] mean) {
    double[] axis = new double[mean.length];
    double farthest = -1;
    for (float[] row : rows) {
      double[] off = off(row, mean);
      double square = Arrays.stream(off).map(v -> v * v).sum();
      if (square > farthest) {
        farthest = square;
        axis = off;
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[mean.length];
      for (float[] row : rows) {
        double[] off = off(row, mean);
        double along = 0;
        for (int i = 0; i < off.length; i++) {
          along += off[i] * axis[i];
        }
        for (int i = 0; i < off.length; i++) {
          next[i] += along * off[i];
        }
      }
      double length = Math.sqrt(Arrays.stream(next).map(v -> v * v).sum());
      if (length == 0) {
        return axis; // all rows are alike
      }
      axis = Arrays.stream(next).map(v -> v / length).toArray();
    }
    return axis;
  }

  private static double[] off(float[] row, double[] mean) {
    double[] off = new double[mean.length];
    for (int i = 0; i < off.length; i++) {
      off[i] = row[i] - mean[i];
    }
    return off;
  }

  private static int nearer(double[][] centre, float[] row) {
    double difference = 0;
    for (int i = 0; i < row.length; i++) {
      double first = row[i] - centre[0][i];
      double second = row[i] - centre[1][i];
      difference += first * first - second * second;
    }
    return difference <= 0 ? 0 : 1;
  }
}
