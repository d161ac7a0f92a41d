package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * One LSTM layer (Hochreiter and Schmidhuber 1997); its last output is the feature vector. Long
 * grids are first cut into patches of equal length, so that the recurrence stays short.
 */
final class RecurrentEncoder implements Encoder {
  /** Longest recurrence: beyond it gradients fade, and each step of it costs a tenth of a millisecond. */
  private static final int LONGEST = 32;

  private final String name;
  private final int steps;
  private final int channels;
  private final int hidden;
  private final int patch;
  private final int patches;

  RecurrentEncoder(ParameterLayout layout, String name, int steps, int channels, int hidden) {
    this.name = name;
    this.steps = steps;
    this.channels = channels;
    this.hidden = hidden;
    patch = (steps + LONGEST - 1) / LONGEST;
    patches = (steps + patch - 1) / patch;
    double scale = 0.6 / Math.sqrt(hidden);
    long inputs = 2L * channels * patch;
    layout.add(name + ".input", Math.min(scale, 1 / Math.sqrt(inputs)), 4L * hidden, inputs);
    layout.add(name + ".recurrent", scale, 4L * hidden, hidden);
    layout.add(name + ".inputBias", scale, 4L * hidden);
    layout.add(name + ".recurrentBias", scale, 4L * hidden);
  }

  @Override
  public NDArray features(ParameterLayout.Parameters p, NDArray input) {
    long rows = input.getShape().get(0);
    NDArray x = input.reshape(rows, 2, steps, channels).transpose(0, 2, 1, 3);
    int missing = patches * patch - steps;
    if (missing > 0) {
      // unknown steps in front, so that the last output has just seen real data
      NDArray pad = input.getManager().zeros(new Shape(rows, missing, 2, channels));
      x = pad.concat(x, 1);
    }
    x = x.reshape(rows, patches, 2L * channels * patch);
    Shape state = new Shape(1, rows, hidden);
    NDList start = new NDList(x.getManager().zeros(state), x.getManager().zeros(state));
    NDList weights =
        new NDList(
            p.get(name + ".input"),
            p.get(name + ".recurrent"),
            p.get(name + ".inputBias"),
            p.get(name + ".recurrentBias"));
    NDList out = x.getNDArrayInternal().lstm(x, start, weights, true, 1, 0, false, false, true);
    return out.get(1).reshape(rows, hidden);
  }
}
