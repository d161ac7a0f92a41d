package io.headwater.align;

import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.DoublePrimitiveArraySerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The current subject's own level of each channel of a time series, taken off its windows: what
 * remains is how the subject differs from itself, not how people differ.
 *
 * <p>The level is the mean of the channel's means in the subject's windows up to the one that it is
 * taken off, each weighing the same, and with exponential forgetting once there are {@code windows}
 * of them. So it knows nothing of later windows, and of a first window a mean of 0 remains. Windows
 * of a subject close in order, so levels do not depend on threads. A subject leaves 16 bytes a
 * channel behind, for good.
 */
final class BaselineStore {
  /** By modality: for each channel how many windows it was known in, then for each its level. */
  private static final MapStateDescriptor<String, double[]> LEVELS =
      new MapStateDescriptor<>(
          "baseline-levels", StringSerializer.INSTANCE, DoublePrimitiveArraySerializer.INSTANCE);

  /**
   * A window's mean this many times farther from the level than level and one unit are is no
   * measurement, and does not enter the level.
   */
  private static final double ARTEFACT = 1e9;

  private final MapState<String, double[]> levels;
  private final AlignmentSpec spec;

  BaselineStore(KeyedStateBackend<?> backend, AlignmentSpec spec) throws Exception {
    levels =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, LEVELS);
    this.spec = spec;
  }

  /** The window with the subject's levels taken off; call once for each, in the order of ends. */
  AlignedWindow relative(AlignedWindow window) throws Exception {
    List<SampleGrid> grids = new ArrayList<>();
    for (SampleGrid grid : window.grids()) {
      Modality modality = spec.modality(grid.modality());
      grids.add(modality.kind() == ModalityKind.TIME_SERIES ? relative(grid) : grid);
    }
    return new AlignedWindow(
        window.subject(), window.startMicros(), window.endMicros(), grids, window.lineage());
  }

  private SampleGrid relative(SampleGrid grid) throws Exception {
    int channels = grid.channels();
    double[] known = levels.get(grid.modality());
    double[] state = known == null ? new double[2 * channels] : known.clone();
    float[] values = grid.values().clone();
    for (int c = 0; c < channels; c++) {
      observe(state, c, mean(grid, c));
      for (int i = c; i < values.length; i += channels) {
        if (grid.present()[i] > 0) {
          values[i] = (float) (values[i] - state[channels + c]);
        }
      }
    }
    levels.put(grid.modality(), state);
    return new SampleGrid(
        grid.modality(), grid.steps(), channels, values, grid.present(), grid.flags());
  }

  private void observe(double[] state, int channel, double mean) {
    int channels = state.length / 2;
    double level = state[channels + channel];
    double limit = ARTEFACT * Math.max(1, Math.abs(level));
    boolean first = state[channel] == 0;
    if (Double.isFinite(mean) && (first || Math.abs(mean - level) <= limit)) {
      state[channel] = Math.min(state[channel] + 1, spec.baselineWindows());
      state[channels + channel] += (mean - level) / state[channel];
    }
  }

  /** Mean of the known samples of a channel; NaN when there is none. */
  private static double mean(SampleGrid grid, int channel) {
    double sum = 0;
    int count = 0;
    for (int i = channel; i < grid.values().length; i += grid.channels()) {
      if (grid.present()[i] > 0) {
        sum += grid.values()[i];
        count++;
      }
    }
    return sum / count;
  }
}
