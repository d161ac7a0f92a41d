package io.headwater.estimator.sun;

import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityShape;
import io.headwater.model.CounterRandom;
import io.headwater.sensor.ModalityKind;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Windows of several modalities that share two Laplace causes per window, mixed linearly and bent,
 * with a private component and a little noise each. Window i is a function of (seed, i) alone.
 */
final class SharedCauses {
  private static final int CAUSES = 2;

  private final List<ModalityShape> shapes;
  private final long seed;
  private final float[][] mixing;

  SharedCauses(List<ModalityShape> shapes, long seed) {
    this.shapes = shapes;
    this.seed = seed;
    mixing = new float[shapes.size()][];
    for (int m = 0; m < shapes.size(); m++) {
      int weights = shapes.get(m).channels() * (CAUSES + 1);
      mixing[m] = CounterRandom.gaussians(CounterRandom.at(seed, -1, m), weights, 1);
    }
  }

  static ModalityShape vector(String name, int channels) {
    return new ModalityShape(
        name, ModalityKind.TABULAR, 1, channels, 0, 0, 0, EncoderKind.MLP, 2, 1);
  }

  static ModalityShape series(String name, int steps, int channels, EncoderKind encoder) {
    return new ModalityShape(
        name, ModalityKind.TIME_SERIES, steps, channels, 0, 0, 0, encoder, 2, 1);
  }

  static ModalityShape image(String name, int height, int width, int depth) {
    return new ModalityShape(
        name,
        ModalityKind.IMAGE,
        1,
        height * width * depth,
        height,
        width,
        depth,
        EncoderKind.CONVOLUTION,
        2,
        1);
  }

  static SharedCauses vectors(int modalities, int channels, long seed) {
    List<ModalityShape> shapes = new ArrayList<>();
    for (int m = 0; m < modalities; m++) {
      shapes.add(vector("m" + m, channels));
    }
    return new SharedCauses(shapes, seed);
  }

  List<ModalityShape> shapes() {
    return shapes;
  }

  List<AlignedWindow> windows(int from, int to) {
    List<AlignedWindow> windows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      windows.add(window(i));
    }
    return windows;
  }

  AlignedWindow window(int i) {
    RandomGenerator random = CounterRandom.at(seed, i, 0);
    double[] causes = new double[CAUSES];
    for (int k = 0; k < CAUSES; k++) {
      double u = random.nextDouble() - 0.5;
      causes[k] = -Math.signum(u) * Math.log(1 - 2 * Math.abs(u)) / Math.sqrt(2);
    }
    List<SampleGrid> grids = new ArrayList<>();
    for (int m = 0; m < shapes.size(); m++) {
      grids.add(grid(m, causes, random));
    }
    return new AlignedWindow("s" + i % 5, i * 60_000_000L, (i + 1) * 60_000_000L, grids, List.of());
  }

  private SampleGrid grid(int m, double[] causes, RandomGenerator random) {
    ModalityShape shape = shapes.get(m);
    double own = random.nextGaussian();
    int n = shape.steps() * shape.channels();
    float[] values = new float[n];
    byte[] present = new byte[n];
    Arrays.fill(present, (byte) 1);
    for (int at = 0; at < n; at++) {
      int c = at % shape.channels();
      double a = mixing[m][c * 3 + 2] * own;
      for (int k = 0; k < CAUSES; k++) {
        a += mixing[m][c * 3 + k] * causes[k];
      }
      values[at] = (float) (20 + 5 * (a < 0 ? 0.3 * a : a) + 0.1 * random.nextGaussian());
    }
    return new SampleGrid(shape.name(), shape.steps(), shape.channels(), values, present, 0);
  }

  /** The window without one modality. */
  static AlignedWindow without(AlignedWindow window, String modality) {
    List<SampleGrid> grids =
        window.grids().stream().filter(g -> !g.modality().equals(modality)).toList();
    return new AlignedWindow(
        window.subject(), window.startMicros(), window.endMicros(), grids, window.lineage());
  }

  /** The window with all values replaced. */
  static AlignedWindow filledWith(AlignedWindow window, float value) {
    List<SampleGrid> grids = new ArrayList<>();
    for (SampleGrid g : window.grids()) {
      float[] values = new float[g.values().length];
      Arrays.fill(values, value);
      grids.add(
          new SampleGrid(g.modality(), g.steps(), g.channels(), values, g.present(), g.flags()));
    }
    return new AlignedWindow(
        window.subject(), window.startMicros(), window.endMicros(), grids, window.lineage());
  }
}
