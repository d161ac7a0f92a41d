package io.headwater.estimator;

import io.headwater.sensor.ModalityKind;
import io.headwater.simulate.scenario.Scenario;
import io.headwater.simulate.scenario.ScenarioPreset;
import io.headwater.simulate.scenario.ScenarioRow;
import io.headwater.simulate.scenario.ScenarioSettings;
import io.headwater.simulate.scenario.SharedGroup;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A scenario as shapes, shared blocks and windows. */
public final class ScenarioWindows {
  private static final long WINDOW = Duration.ofSeconds(30).toNanos() / 1000;

  private final Scenario scenario;

  public ScenarioWindows(String id, long seed, int samples) {
    this(ScenarioPreset.of(id).settings(seed).withSamples(samples));
  }

  /** A scenario with settings of its own. */
  public ScenarioWindows(ScenarioSettings settings) {
    scenario = Scenario.of(settings);
  }

  public List<ModalityShape> shapes() {
    List<ModalityShape> shapes = new ArrayList<>();
    for (int m = 0; m < scenario.modalities().size(); m++) {
      shapes.add(
          new ModalityShape(
              scenario.modalities().get(m),
              ModalityKind.TABULAR,
              1,
              scenario.sensors().get(m).channels().size(),
              0,
              0,
              0,
              EncoderKind.MLP,
              scenario.latentsPerModality()[m],
              scenario.settings().structure().exogenous()));
    }
    return shapes;
  }

  public List<SharedBlock> blocks() {
    List<SharedBlock> blocks = new ArrayList<>();
    for (SharedGroup group : scenario.sharedGroups()) {
      blocks.add(new SharedBlock(group.name(), group.latents().size(), group.modalities()));
    }
    return blocks;
  }

  public List<AlignedWindow> windows(int from, int to) {
    List<AlignedWindow> windows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      ScenarioRow row = scenario.row(i);
      List<SampleGrid> grids = new ArrayList<>();
      for (int m = 0; m < row.observations().length; m++) {
        float[] values = row.observations()[m];
        byte[] present = new byte[values.length];
        Arrays.fill(present, (byte) 1);
        grids.add(
            new SampleGrid(scenario.modalities().get(m), 1, values.length, values, present, 0));
      }
      long start = row.startMicros();
      windows.add(new AlignedWindow(row.subject(), start, start + WINDOW, grids, List.of()));
    }
    return windows;
  }

  /** True latents of a row, shared ones last. */
  public double[] latents(int row) {
    return scenario.row(row).latents();
  }

  /** Whether two latents are linked, in either direction. */
  public boolean linked(int first, int second) {
    boolean[][] links = scenario.adjacency();
    return links[first][second] || links[second][first];
  }

  public static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (a[i] - meanA) * (b[i] - meanB);
      squaresA += (a[i] - meanA) * (a[i] - meanA);
      squaresB += (b[i] - meanB) * (b[i] - meanB);
    }
    return product / Math.sqrt(squaresA * squaresB);
  }
}
