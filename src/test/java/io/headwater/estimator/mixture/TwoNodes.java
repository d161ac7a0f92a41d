package io.headwater.estimator.mixture;

import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityShape;
import io.headwater.sensor.ModalityKind;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Small input: two nodes of two categories, the second caused by the first, seen in a table of four
 * columns and in a stress–strain curve of eight strains.
 */
final class TwoNodes {
  static final String TABLE = "table";
  static final String CURVE = "curve";

  private static final int COLUMNS = 4;
  private static final int STRAINS = 8;
  private static final long WINDOW = 30_000_000L;

  private TwoNodes() {}

  static List<ModalityShape> shapes() {
    return List.of(shape(TABLE, COLUMNS), shape(CURVE, STRAINS));
  }

  private static ModalityShape shape(String name, int channels) {
    return new ModalityShape(
        name, ModalityKind.TABULAR, 1, channels, 0, 0, 0, EncoderKind.MLP, 1, 0);
  }

  static int[] causes(int row) {
    SplittableRandom random = new SplittableRandom(31 + row * 7919L);
    int first = random.nextInt(2);
    int second = random.nextDouble() < 0.8 ? first : 1 - first;
    return new int[] {first, second};
  }

  static List<AlignedWindow> windows(int from, int to) {
    List<AlignedWindow> windows = new ArrayList<>();
    for (int r = from; r < to; r++) {
      windows.add(window(r, true, true));
    }
    return windows;
  }

  /** Every third without its table, every third without its curve. */
  static List<AlignedWindow> patchy(int from, int to) {
    List<AlignedWindow> windows = new ArrayList<>();
    for (int r = from; r < to; r++) {
      windows.add(window(r, r % 3 != 0, r % 3 != 1));
    }
    return windows;
  }

  /** The same with causes that are jointly Gaussian: there are no clusters. */
  static List<AlignedWindow> blob(int from, int to) {
    List<AlignedWindow> windows = new ArrayList<>();
    for (int r = from; r < to; r++) {
      SplittableRandom random = new SplittableRandom(77 + r * 7919L);
      double first = random.nextGaussian();
      double second = 0.6 * first + 0.8 * random.nextGaussian();
      double[] causes = {0.5 + 0.5 * first, 0.5 + 0.5 * second};
      windows.add(window(r, causes, causes, true, true));
    }
    return windows;
  }

  /** The same with curves of other rows than the tables beside them. */
  static List<AlignedWindow> shuffled(int from, int to) {
    List<AlignedWindow> windows = new ArrayList<>();
    for (int r = from; r < to; r++) {
      windows.add(window(r, levels(r), levels(r + 20_000), true, true));
    }
    return windows;
  }

  static AlignedWindow window(int row, boolean table, boolean curve) {
    return window(row, levels(row), levels(row), table, curve);
  }

  private static double[] levels(int row) {
    return Arrays.stream(causes(row)).asDoubleStream().toArray();
  }

  private static AlignedWindow window(
      int row, double[] causes, double[] ofCurve, boolean table, boolean curve) {
    SplittableRandom random = new SplittableRandom(row * 104_729L);
    List<SampleGrid> grids = new ArrayList<>();
    if (table) {
      float[] values = new float[COLUMNS];
      for (int i = 0; i < COLUMNS; i++) {
        double level = i < 2 ? 2 * causes[0] : 3 * causes[1] - (i == 3 ? causes[0] : 0);
        values[i] = (float) (level + 0.2 * random.nextGaussian());
      }
      grids.add(grid(TABLE, values));
    }
    if (curve) {
      float[] values = new float[STRAINS];
      for (int i = 0; i < STRAINS; i++) {
        double strain = i / (STRAINS - 1.0);
        double yieldStress = 1 + ofCurve[0];
        double hardening = 0.5 + 2 * ofCurve[1];
        double beyond = Math.max(0, strain - 0.4);
        double stress = yieldStress * Math.min(1, strain / 0.4) + hardening * beyond;
        values[i] = (float) (stress + 0.05 * random.nextGaussian());
      }
      grids.add(grid(CURVE, values));
    }
    long start = row / 5 * WINDOW;
    return new AlignedWindow("s" + row % 5, start, start + WINDOW, grids, List.of());
  }

  private static SampleGrid grid(String modality, float[] values) {
    byte[] present = new byte[values.length];
    Arrays.fill(present, (byte) 1);
    return new SampleGrid(modality, 1, values.length, values, present, 0);
  }
}
