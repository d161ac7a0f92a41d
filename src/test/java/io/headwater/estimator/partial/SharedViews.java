package io.headwater.estimator.partial;

import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityShape;
import io.headwater.sensor.ModalityKind;
import io.headwater.simulate.views.Views;
import io.headwater.simulate.views.ViewsSettings;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Views as windows of sixteen subjects that take turns.
 *
 * @param sets per modality, the latents that it sees, in its own order
 * @param z [row][latent]
 * @param windows one a row
 * @param shapes of the modalities
 */
record SharedViews(
    int[][] sets, double[][] z, List<AlignedWindow> windows, List<ModalityShape> shapes) {
  private static final int SUBJECTS = 16;

  static SharedViews draw(int rows, ViewsSettings settings) {
    Views views = new Views(settings.withSamples(rows));
    int[][] sets = new int[views.modalities()][];
    List<ModalityShape> shapes = new ArrayList<>();
    for (int m = 0; m < sets.length; m++) {
      sets[m] = views.set(m);
      shapes.add(
          new ModalityShape(
              "m" + m,
              ModalityKind.TABULAR,
              1,
              views.channels(m),
              0,
              0,
              0,
              EncoderKind.MLP,
              sets[m].length,
              0));
    }
    double[][] z = new double[rows][];
    List<AlignedWindow> windows = new ArrayList<>();
    long length = Duration.ofSeconds(30).toNanos() / 1000;
    for (int r = 0; r < rows; r++) {
      z[r] = views.latents(r);
      List<SampleGrid> grids = new ArrayList<>();
      for (int m = 0; m < sets.length; m++) {
        byte[] present = new byte[views.channels(m)];
        Arrays.fill(present, (byte) 1);
        grids.add(new SampleGrid("m" + m, 1, views.channels(m), views.seen(m, r), present, 0));
      }
      windows.add(
          new AlignedWindow("s" + r % SUBJECTS, r * length, (r + 1) * length, grids, List.of()));
    }
    return new SharedViews(sets, z, windows, shapes);
  }
}
