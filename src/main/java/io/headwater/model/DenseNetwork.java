package io.headwater.model;

import ai.djl.ndarray.NDArray;

/**
 * Two hidden layers of smooth leaky rectifiers plus a linear skip from input to output. The skip
 * carries what is linear from the first step on; the layers add the curvature.
 */
public final class DenseNetwork {
  private final String name;
  private final Scalars scalars;

  /**
   * @param skipScale standard deviation of the skip's initial weights
   */
  public DenseNetwork(
      ParameterLayout layout,
      Scalars scalars,
      String name,
      int inputs,
      int hidden,
      int outputs,
      double skipScale) {
    this.name = name;
    this.scalars = scalars;
    Layers.declare(layout, name + ".first", inputs, hidden);
    Layers.declare(layout, name + ".second", hidden, hidden);
    Layers.declareOutput(layout, name + ".out", hidden, outputs);
    layout.add(name + ".skip", skipScale, inputs, outputs);
  }

  /** (row, input) to (row, output). */
  public NDArray apply(ParameterLayout.Parameters p, NDArray x) {
    NDArray h = Layers.activate(Layers.linear(p, name + ".first", x), scalars);
    h = Layers.activate(Layers.linear(p, name + ".second", h), scalars);
    return Layers.linear(p, name + ".out", h).add(SteadyProduct.of(x, p.get(name + ".skip")));
  }
}
