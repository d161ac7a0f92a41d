package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * One LSTM layer (Hochreiter and Schmidhuber 1997), whose last output and mean output go to a dense
 * layer: the last alone learns too slowly what only the beginning of a window shows. Long grids are
 * first cut into patches of equal length, so that the recurrence stays short.
 */
final class RecurrentEncoder implements Encoder {
  /** Longest recurrence: beyond it gradients fade and a step costs milliseconds. */
  private static final int LONGEST = 32;

  private final String name;
  private final Scalars scalars;
  private final int steps;
  private final int channels;
  private final int hidden;
  private final int patch;
  private final int patches;

  RecurrentEncoder(
      ParameterLayout layout, Scalars scalars, String name, int steps, int channels, int hidden) {
    this.name = name;
    this.scalars = scalars;
    this.steps = steps;
    this.channels = channels;
    this.hidden = hidden;
    patch = (steps + LONGEST - 1) / LONGEST;
    patches = (steps + patch - 1) / patch;
    double scale = 0.6 / Math.sqrt(hidden);
    long inputs = 2L * channels * patch;
    layout.add(name + ".input", 1 / Math.sqrt(inputs), 4L * hidden, inputs);
    layout.add(name + ".recurrent", scale, 4L * hidden, hidden);
    layout.add(name + ".inputBias", scale, 4L * hidden);
    layout.add(name + ".recurrentBias", scale, 4L * hidden);
    Layers.declare(layout, name + ".dense", 2 * hidden, hidden);
  }

  @Override
  public NDArray features(ParameterLayout.Parameters p, NDArray input) {
    long windows = input.getShape().get(0);
    NDArray x = patches(input, windows);
    Shape state = new Shape(1, windows, hidden);
    NDList start = new NDList(x.getManager().zeros(state), x.getManager().zeros(state));
    NDList weights =
        new NDList(
            p.get(name + ".input"),
            p.get(name + ".recurrent"),
            p.get(name + ".inputBias"),
            p.get(name + ".recurrentBias").add(openForgetGates(x.getManager())));
    // "training" matters to nothing on a CPU; on a GPU there is no gradient without it
    NDList out = x.getNDArrayInternal().lstm(x, start, weights, true, 1, 0, true, false, true);
    NDArray mean = out.get(0).mean(new int[] {1});
    NDArray last = out.get(1).reshape(windows, hidden);
    NDArray both = NDArrays.concat(new NDList(last, mean), 1);
    return Layers.activate(Layers.linear(p, name + ".dense", both), scalars);
  }

  /** (window, 2 × cells) to (window, patch, mark × channel of all its steps). */
  private NDArray patches(NDArray input, long windows) {
    NDArray x = input.reshape(windows, 2, steps, channels).transpose(0, 2, 1, 3);
    int missing = patches * patch - steps;
    if (missing > 0) {
      // unknown steps in front, so that the last output has just seen real data
      NDArray pad = input.getManager().zeros(new Shape(windows, missing, 2, channels));
      x = pad.concat(x, 1);
    }
    return x.reshape(windows, patches, 2L * channels * patch);
  }

  /**
   * One for the forget gates, the second of four groups, so that the layer remembers before it has
   * learned to (Jozefowicz et al. 2015).
   */
  private NDArray openForgetGates(NDManager manager) {
    NDList gates =
        new NDList(
            manager.zeros(new Shape(hidden)),
            manager.ones(new Shape(hidden)),
            manager.zeros(new Shape(2L * hidden)));
    return NDArrays.concat(gates, 0);
  }
}
