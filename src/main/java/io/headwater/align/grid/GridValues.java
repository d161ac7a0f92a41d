package io.headwater.align.grid;

import io.headwater.window.SampleGrid;

/** A grid being filled; cells never set stay masked with value 0. */
final class GridValues {
  private final int steps;
  private final int channels;
  private final float[] values; // (step, channel)
  private final byte[] present; // (step, channel)
  private boolean anyKnown;

  GridValues(int steps, int channels) {
    this.steps = steps;
    this.channels = channels;
    this.values = new float[steps * channels];
    this.present = new byte[values.length];
  }

  int channels() {
    return channels;
  }

  boolean anyKnown() {
    return anyKnown;
  }

  void set(int at, double value) {
    values[at] = (float) value;
    present[at] = 1;
    anyKnown = true;
  }

  SampleGrid toGrid(String modality, int flags) {
    return new SampleGrid(modality, steps, channels, values, present, flags);
  }
}
