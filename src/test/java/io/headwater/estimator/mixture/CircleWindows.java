package io.headwater.estimator.mixture;

import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityShape;
import io.headwater.sensor.ModalityKind;
import io.headwater.simulate.circles.CircleRow;
import io.headwater.simulate.circles.Circles;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Circles as shapes and windows, of twenty subjects that take turns. */
final class CircleWindows {
  static final String PICTURE = "picture";
  static final String CURVE = "curve";

  private static final long WINDOW = 30_000_000L;
  private static final int SUBJECTS = 20;

  private final Circles circles;

  CircleWindows(Circles circles) {
    this.circles = circles;
  }

  List<ModalityShape> shapes() {
    ModalityShape picture =
        new ModalityShape(
            PICTURE,
            ModalityKind.IMAGE,
            1,
            Circles.SIDE * Circles.SIDE * Circles.COLOURS,
            Circles.SIDE,
            Circles.SIDE,
            Circles.COLOURS,
            EncoderKind.MLP,
            1,
            0);
    ModalityShape curve =
        new ModalityShape(
            CURVE, ModalityKind.TABULAR, 1, Circles.STRAINS, 0, 0, 0, EncoderKind.MLP, 1, 0);
    List<ModalityShape> shapes = new ArrayList<>(List.of(picture, curve));
    if (circles.curveFirst()) {
      Collections.reverse(shapes);
    }
    return shapes;
  }

  List<AlignedWindow> windows(int from, int to) {
    List<AlignedWindow> windows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      CircleRow row = circles.row(i);
      List<SampleGrid> grids = new ArrayList<>();
      add(grids, PICTURE, row.picture());
      add(grids, CURVE, row.curve());
      long start = i / SUBJECTS * WINDOW;
      windows.add(
          new AlignedWindow(
              "subject-%02d".formatted(i % SUBJECTS), start, start + WINDOW, grids, List.of()));
    }
    return windows;
  }

  private static void add(List<SampleGrid> grids, String modality, float[] values) {
    if (values != null) {
      byte[] present = new byte[values.length];
      Arrays.fill(present, (byte) 1);
      grids.add(new SampleGrid(modality, 1, values.length, values, present, 0));
    }
  }
}
