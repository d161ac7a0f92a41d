package io.headwater.score;

import io.headwater.align.codec.AlignedWindowCodec;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Windows that wait for the first model. How many there are is bounded where chunks are read, as
 * long as there is no model; should one be announced and then vanish before it was loaded, they are
 * bounded here.
 */
final class WaitingWindows {
  /** Objects around a window's cells, and where it came from: some hundred bytes. */
  private static final int BESIDE_CELLS = 512;

  /** A value and its mark. */
  private static final int BYTES_PER_CELL = Float.BYTES + 1;

  private final long mostBytes;
  private final List<AlignedWindow> windows = new ArrayList<>();
  private long bytes;

  /**
   * @param mostBytes about so many bytes may wait
   */
  WaitingWindows(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  int size() {
    return windows.size();
  }

  /** Adds one; when it is one too many the job ends, with what waits in its last checkpoint. */
  void add(AlignedWindow window) {
    put(window);
    if (bytes > mostBytes) {
      throw new SuppressRestartsException(new NoModelException(windows.size(), bytes, mostBytes));
    }
  }

  private void put(AlignedWindow window) {
    windows.add(window);
    bytes += BESIDE_CELLS;
    for (SampleGrid grid : window.grids()) {
      bytes += (long) BYTES_PER_CELL * grid.values().length;
    }
  }

  /** All of them, in learning order; then none waits. */
  List<AlignedWindow> take() {
    List<AlignedWindow> taken = new ArrayList<>(windows);
    taken.sort(AlignedWindow.LEARNING_ORDER);
    windows.clear();
    bytes = 0;
    return taken;
  }

  /** What waited before a restart is let in whatever the bound, so that a model can relieve it. */
  void restore(ListState<byte[]> state) throws Exception {
    for (byte[] window : state.get()) {
      put(AlignedWindowCodec.fromBytes(window));
    }
  }

  void save(ListState<byte[]> state) throws Exception {
    state.update(windows.stream().map(AlignedWindowCodec::toBytes).toList());
  }
}
