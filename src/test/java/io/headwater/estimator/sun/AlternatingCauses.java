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
 * Two modalities that share two causes, such that an encoder has to work: a tabular row mixes the
 * causes linearly; in the other modality they are amplitudes of patterns that alternate from cell
 * to cell, so that averages over segments or tiles, which the rest of the network sees, say nothing
 * of their sign. One cell in ten is absent, and one row in seven.
 */
final class AlternatingCauses {
  static final int CAUSES = 2;

  private static final int STEPS = 128;

  /** In a series the pattern is seen only this long, so that a recurrence has to remember it. */
  private static final int SEEN = 80;

  private static final int SIDE = 16;
  private static final double NOISE = 0.3;
  private static final double ABSENT = 0.1;
  private static final double[][] MIXING = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};

  private final ModalityShape patterned;
  private final long seed;

  AlternatingCauses(EncoderKind encoder, long seed) {
    this.seed = seed;
    patterned =
        switch (encoder) {
          case MLP, LSTM, TEMPORAL_CONVOLUTION ->
              SharedCauses.series("patterned", STEPS, CAUSES, encoder);
          case CONVOLUTION -> SharedCauses.image("patterned", SIDE, SIDE, 1);
          case RESNET_18 -> residual("patterned", SIDE, SIDE, 1, 4);
        };
  }

  static ModalityShape residual(String name, int height, int width, int depth, int planes) {
    return new ModalityShape(
        name,
        ModalityKind.IMAGE,
        1,
        height * width * depth,
        height,
        width,
        depth,
        EncoderKind.RESNET_18,
        planes,
        2,
        1);
  }

  List<ModalityShape> shapes() {
    return List.of(patterned, SharedCauses.vector("row", MIXING.length));
  }

  double[] causes(int window) {
    RandomGenerator random = CounterRandom.at(seed, window, 0);
    return new double[] {random.nextGaussian(), random.nextGaussian()};
  }

  List<AlignedWindow> windows(int from, int to) {
    List<AlignedWindow> windows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      windows.add(window(i));
    }
    return windows;
  }

  private AlignedWindow window(int i) {
    double[] z = causes(i);
    RandomGenerator random = CounterRandom.at(seed, i, 1);
    List<SampleGrid> grids = new ArrayList<>();
    grids.add(patterned(z, random));
    if (i % 7 != 0) {
      float[] row = new float[MIXING.length];
      for (int c = 0; c < row.length; c++) {
        double mixed = MIXING[c][0] * z[0] + MIXING[c][1] * z[1];
        row[c] = (float) (mixed + NOISE * random.nextGaussian());
      }
      byte[] present = new byte[row.length];
      Arrays.fill(present, (byte) 1);
      grids.add(new SampleGrid("row", 1, row.length, row, present, 0));
    }
    return new AlignedWindow("s" + i % 5, i * 60_000_000L, (i + 1) * 60_000_000L, grids, List.of());
  }

  private SampleGrid patterned(double[] z, RandomGenerator random) {
    int cells = patterned.steps() * patterned.channels();
    float[] values = new float[cells];
    byte[] present = new byte[cells];
    for (int i = 0; i < cells; i++) {
      boolean known = random.nextDouble() >= ABSENT;
      double value = pattern(z, i) + NOISE * random.nextGaussian();
      values[i] = known ? (float) value : Float.NaN;
      present[i] = (byte) (known ? 1 : 0);
    }
    return new SampleGrid("patterned", patterned.steps(), patterned.channels(), values, present, 0);
  }

  private double pattern(double[] z, int cell) {
    if (patterned.kind() == ModalityKind.IMAGE) {
      return z[0] * sign(cell % SIDE) + z[1] * sign(cell / SIDE);
    }
    int step = cell / CAUSES;
    return step < SEEN ? z[cell % CAUSES] * sign(step) : 0;
  }

  private static int sign(int position) {
    return position % 2 == 0 ? 1 : -1;
  }
}
